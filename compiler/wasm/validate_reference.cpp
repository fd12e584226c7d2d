// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Validation of references, casts, structures and arrays.
#include "compiler/wasm/function_validator.h"

namespace wasmelt::wasm {

// --- References
// -------------------------------------------------------------------------------------

void FunctionValidator::ref_null(HeapTypeImmediate &imm) {
  push(PackedType(ValueType::ref(imm.type, true)));
}
void FunctionValidator::ref_is_null(NoneImmediate &) {
  popReference();
  push(ValueType::I32);
}
void FunctionValidator::ref_func(FunctionImmediate &imm) {
  if (!module_.functions[imm.function].is_declared)
    invalid("undeclared function reference: function " + std::to_string(imm.function) +
            " must be named by an element segment, a global or an export");
  push(PackedType(module_.referenceType(imm.function)));
}
void FunctionValidator::ref_as_non_null(NoneImmediate &) {
  push(PackedType(ValueType::ref(popReference().heap(), false)));
}
void FunctionValidator::ref_eq(NoneImmediate &) {
  pop(PackedType(ValueType::ref(HeapType::Eq)));
  pop(PackedType(ValueType::ref(HeapType::Eq)));
  push(ValueType::I32);
}

// --- Casts
// ------------------------------------------------------------------------------------------

void FunctionValidator::ref_test(ReferenceImmediate &imm) {
  pop(PackedType(ValueType::ref(topOf(module_, imm.type.heap()), true)));
  push(ValueType::I32);
}
void FunctionValidator::ref_test_null(ReferenceImmediate &imm) { ref_test(imm); }
void FunctionValidator::ref_cast(ReferenceImmediate &imm) {
  pop(PackedType(ValueType::ref(topOf(module_, imm.type.heap()), true)));
  push(PackedType(imm.type));
}
void FunctionValidator::ref_cast_null(ReferenceImmediate &imm) { ref_cast(imm); }

/// What is known of a reference that is not of type `target`.
static ValueType difference(const ValueType &source, const ValueType &target) {
  return ValueType::ref(source.heap(), source.nullable() && !target.nullable());
}

void FunctionValidator::checkCastBranch(const CastBranchImmediate &imm, const ValueType &branched,
                                        const ValueType &kept) {
  if (!isSubtype(imm.target, imm.source))
    mismatch("a target type that matches " + imm.source.str(), imm.target.str());
  ControlFrame &target = label(imm.depth);
  const std::span<const ValueType> types = target.labelTypes();
  if (types.empty() || !isSubtype(branched, types.back()))
    mismatch("a label that takes " + branched.str() + " last",
             types.empty() ? "one that takes nothing" : types.back().str());
  pop(PackedType(imm.source));
  pop(types.first(types.size() - 1));
  push(types.first(types.size() - 1));
  push(PackedType(kept));
  branchTo(target);
}
void FunctionValidator::br_on_cast(CastBranchImmediate &imm) {
  checkCastBranch(imm, imm.target, difference(imm.source, imm.target));
}
void FunctionValidator::br_on_cast_fail(CastBranchImmediate &imm) {
  checkCastBranch(imm, difference(imm.source, imm.target), imm.target);
}

void FunctionValidator::any_convert_extern(NoneImmediate &) {
  const ValueType reference = popReference();
  if (!isSubtype(reference, ValueType::externref()))
    mismatch("externref", reference.str());
  push(PackedType(ValueType::ref({HeapType::Any, 0}, reference.nullable())));
}
void FunctionValidator::extern_convert_any(NoneImmediate &) {
  const ValueType reference = popReference();
  if (!isSubtype(reference, ValueType::ref(HeapType::Any)))
    mismatch("anyref", reference.str());
  push(PackedType(ValueType::ref({HeapType::Extern, 0}, reference.nullable())));
}

void FunctionValidator::ref_i31(NoneImmediate &) {
  pop(ValueType::I32);
  push(PackedType(ValueType::ref({HeapType::I31, 0}, false)));
}
void FunctionValidator::i31_get_s(NoneImmediate &) {
  pop(PackedType(ValueType::ref(HeapType::I31)));
  push(ValueType::I32);
}
void FunctionValidator::i31_get_u(NoneImmediate &imm) { i31_get_s(imm); }

// --- Structures
// -------------------------------------------------------------------------------------

const FieldType &FunctionValidator::structField(const StructFieldImmediate &imm) const {
  const DefinedType &type = definedType(imm.type, DefinedType::Struct);
  if (imm.field >= type.fields.size())
    unknown("field", imm.field, type.fields.size());
  return type.fields[imm.field];
}

/// Packed fields are read with a sign, others without.
void FunctionValidator::checkPacking(const FieldType &field, bool with_sign,
                                     const char *what) const {
  const bool is_packed = field.packed != FieldType::NotPacked;
  if (is_packed != with_sign)
    invalid(std::string(what) + (is_packed ? " is packed: " : " is unpacked: ") + currentText() +
            " cannot read it");
}

void FunctionValidator::struct_new(TypeImmediate &imm) {
  const std::vector<FieldType> &fields = definedType(imm.type, DefinedType::Struct).fields;
  for (size_t i = fields.size(); i-- > 0;)
    pop(PackedType(fields[i].type));
  push(PackedType(concrete(imm.type, false)));
}
void FunctionValidator::struct_new_default(TypeImmediate &imm) {
  for (const FieldType &field : definedType(imm.type, DefinedType::Struct).fields)
    if (!field.type.defaultable())
      invalid("field type is not defaultable: " + field.type.str());
  push(PackedType(concrete(imm.type, false)));
}

void FunctionValidator::readField(const StructFieldImmediate &imm, bool with_sign) {
  const FieldType &field = structField(imm);
  checkPacking(field, with_sign, "field");
  pop(PackedType(concrete(imm.type, true)));
  push(PackedType(field.type));
}
void FunctionValidator::struct_get(StructFieldImmediate &imm) { readField(imm, false); }
void FunctionValidator::struct_get_s(StructFieldImmediate &imm) { readField(imm, true); }
void FunctionValidator::struct_get_u(StructFieldImmediate &imm) { readField(imm, true); }
void FunctionValidator::struct_set(StructFieldImmediate &imm) {
  const FieldType &field = structField(imm);
  if (!field.is_mutable)
    invalid("immutable field: field " + std::to_string(imm.field) + " of type " +
            std::to_string(imm.type));
  pop(PackedType(field.type));
  pop(PackedType(concrete(imm.type, true)));
}

// --- Arrays
// -----------------------------------------------------------------------------------------

const FieldType &FunctionValidator::mutableArrayElement(uint32_t index) const {
  const FieldType &element = arrayElement(index);
  if (!element.is_mutable)
    invalid("immutable array: type " + std::to_string(index));
  return element;
}

void FunctionValidator::array_new(TypeImmediate &imm) {
  const FieldType &element = arrayElement(imm.type);
  pop(ValueType::I32);
  pop(PackedType(element.type));
  push(PackedType(concrete(imm.type, false)));
}
void FunctionValidator::array_new_default(TypeImmediate &imm) {
  if (const FieldType &element = arrayElement(imm.type); !element.type.defaultable())
    invalid("array type is not defaultable: its elements are of type " + element.type.str());
  pop(ValueType::I32);
  push(PackedType(concrete(imm.type, false)));
}
void FunctionValidator::array_new_fixed(ArrayFixedImmediate &imm) {
  if (imm.size > limits::kArrayNewFixed)
    context_.fail(Error::Kind::LimitExceeded, offset_,
                  "too many operands of array.new_fixed: " + std::to_string(imm.size) +
                      " are more than the limit of " + std::to_string(limits::kArrayNewFixed));
  const PackedType element = arrayElement(imm.type).type;
  for (uint32_t i = 0; i < imm.size; ++i)
    pop(element);
  push(PackedType(concrete(imm.type, false)));
}

void FunctionValidator::checkDataArray(const FieldType &element) const {
  if (element.type.isRef())
    invalid("array type is not numeric or vector: its elements are of type " + element.type.str());
}
void FunctionValidator::checkElementArray(const FieldType &element, uint32_t segment) const {
  const ValueType &found = module_.elements[segment].type;
  if (element.packed != FieldType::NotPacked || !isSubtype(found, element.type))
    mismatch("an element segment of " + element.type.str(), found.str());
}
void FunctionValidator::array_new_data(ArrayDataImmediate &imm) {
  checkDataArray(arrayElement(imm.type));
  pop(ValueType::I32);
  pop(ValueType::I32);
  push(PackedType(concrete(imm.type, false)));
}
void FunctionValidator::array_new_elem(ArrayElementImmediate &imm) {
  checkElementArray(arrayElement(imm.type), imm.element);
  pop(ValueType::I32);
  pop(ValueType::I32);
  push(PackedType(concrete(imm.type, false)));
}
void FunctionValidator::array_init_data(ArrayDataImmediate &imm) {
  checkDataArray(mutableArrayElement(imm.type));
  pop(ValueType::I32);
  pop(ValueType::I32);
  pop(ValueType::I32);
  pop(PackedType(concrete(imm.type, true)));
}
void FunctionValidator::array_init_elem(ArrayElementImmediate &imm) {
  checkElementArray(mutableArrayElement(imm.type), imm.element);
  pop(ValueType::I32);
  pop(ValueType::I32);
  pop(ValueType::I32);
  pop(PackedType(concrete(imm.type, true)));
}

void FunctionValidator::readElement(const TypeImmediate &imm, bool with_sign) {
  const FieldType &element = arrayElement(imm.type);
  checkPacking(element, with_sign, "array");
  pop(ValueType::I32);
  pop(PackedType(concrete(imm.type, true)));
  push(PackedType(element.type));
}
void FunctionValidator::array_get(TypeImmediate &imm) { readElement(imm, false); }
void FunctionValidator::array_get_s(TypeImmediate &imm) { readElement(imm, true); }
void FunctionValidator::array_get_u(TypeImmediate &imm) { readElement(imm, true); }
void FunctionValidator::array_set(TypeImmediate &imm) {
  const FieldType &element = mutableArrayElement(imm.type);
  pop(PackedType(element.type));
  pop(ValueType::I32);
  pop(PackedType(concrete(imm.type, true)));
}
void FunctionValidator::array_len(NoneImmediate &) {
  pop(PackedType(ValueType::ref(HeapType::Array)));
  push(ValueType::I32);
}
void FunctionValidator::array_fill(TypeImmediate &imm) {
  const FieldType &element = mutableArrayElement(imm.type);
  pop(ValueType::I32);
  pop(PackedType(element.type));
  pop(ValueType::I32);
  pop(PackedType(concrete(imm.type, true)));
}
void FunctionValidator::array_copy(ArrayCopyImmediate &imm) {
  const FieldType &dst = mutableArrayElement(imm.dst_type), &src = arrayElement(imm.src_type);
  if (src.packed != dst.packed || !isSubtype(src.type, dst.type))
    invalid("array types do not match: elements of type " + src.type.str() +
            " cannot be copied to those of type " + dst.type.str());
  pop(ValueType::I32);
  pop(ValueType::I32);
  pop(PackedType(concrete(imm.src_type, true)));
  pop(ValueType::I32);
  pop(PackedType(concrete(imm.dst_type, true)));
}

} // namespace wasmelt::wasm
