// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Interns recursion groups: two are the same if their words are (type_encoding.h). Types are never
// forgotten, and their ids are handed out once, so that reading needs no lock.
#include "runtime-lib/library/types.h"

#include "runtime-lib/runtime_calls.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

namespace wasmelt::embed {

namespace {

// How a reference out of its group is written in the group's key; inside, as TypeReferenceFlag.
constexpr uint32_t foreign_flag = 0xc0000000;

struct Group {
  Group *next; // in the bucket
  uint32_t hash, word_count, type_count;
  TypeId first;
  uint32_t words[]; // the key
};

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
constexpr uint32_t bucket_count = 4096;
Group *buckets[bucket_count];

constexpr uint32_t chunk_size = 1024, chunk_count = 4096;
TypeInfo *chunks[chunk_count]; // of type id / chunk_size
uint32_t next_id = 1;

uint32_t hashOf(const uint32_t *words, uint32_t count) {
  uint32_t hash = 2166136261;
  for (uint32_t i = 0; i != count; ++i)
    hash = (hash ^ words[i]) * 16777619;
  return hash ^ hash >> 15;
}

TypeInfo &infoAt(TypeId id) { return chunks[id / chunk_size][id % chunk_size]; }

bool makeRoom(uint32_t count) {
  if (count > chunk_count * chunk_size - next_id)
    return false;
  for (uint32_t chunk = next_id / chunk_size; chunk <= (next_id + count - 1) / chunk_size; ++chunk)
    if (!chunks[chunk]) {
      void *fresh = calloc(chunk_size, sizeof(TypeInfo));
      if (!fresh)
        return false;
      __atomic_store_n(&chunks[chunk], static_cast<TypeInfo *>(fresh), __ATOMIC_RELEASE);
    }
  return true;
}

// Reads a group's key.
class GroupReader {
public:
  explicit GroupReader(const Group &group) : group_(group), next_(group.words) {}

  bool readType(TypeInfo &info) {
    uint32_t head = *next_++;
    info.kind = TypeKind(head & 0xff);
    info.is_final = head & FinalTypeFlag;
    for (uint32_t count = *next_++; count; --count)
      info.supertype = reference();
    if (info.kind != TypeKind::Function) {
      for (uint32_t fields = *next_++; fields; --fields) {
        ++next_; // how it is stored
        valueType();
      }
      return true;
    }
    uint32_t params = *next_++, results = *next_++;
    auto *types = static_cast<ValueType *>(malloc((params + results + 1) * sizeof(ValueType)));
    if (!types)
      return false;
    for (uint32_t i = 0; i != params + results; ++i)
      types[i] = valueType();
    info.function = {params, results, types, types + params};
    return true;
  }

private:
  TypeId reference() {
    uint32_t word = *next_++;
    return (word & foreign_flag) == foreign_flag ? word & ~foreign_flag
                                                 : group_.first + (word & ~TypeReferenceFlag);
  }
  ValueType valueType() {
    ValueType type{*next_++, 0};
    if (isConcreteReference(type.word))
      type.type = reference();
    return type;
  }
  const Group &group_;
  const uint32_t *next_;
};

// Finds or adds a group whose key is in `candidate`, which is then owned or freed. 0 on failure.
TypeId intern(Group *candidate) {
  candidate->hash = hashOf(candidate->words, candidate->word_count);
  Group *&bucket = buckets[candidate->hash % bucket_count];
  for (Group *group = bucket; group; group = group->next)
    if (group->hash == candidate->hash && group->word_count == candidate->word_count &&
        group->type_count == candidate->type_count &&
        memcmp(group->words, candidate->words, candidate->word_count * sizeof(uint32_t)) == 0) {
      free(candidate);
      return group->first;
    }
  if (!makeRoom(candidate->type_count)) {
    free(candidate);
    return 0;
  }
  candidate->first = next_id;
  GroupReader reader(*candidate);
  for (uint32_t i = 0; i != candidate->type_count; ++i)
    if (!reader.readType(infoAt(next_id + i))) {
      free(candidate);
      return 0;
    }
  next_id += candidate->type_count;
  candidate->next = bucket;
  bucket = candidate;
  return candidate->first;
}

} // namespace

bool internTypes(const uint32_t *words, uint32_t word_count, TypeId *ids) {
  const uint32_t *end = words + word_count;
  uint32_t begin = 0; // the index of the group's first type
  bool done = true;
  pthread_mutex_lock(&mutex);
  while (words != end && done) {
    uint32_t type_count = *words++, count = *words++;
    auto *group = static_cast<Group *>(malloc(sizeof(Group) + count * sizeof(uint32_t)));
    if (!group) {
      done = false;
      break;
    }
    group->word_count = count;
    group->type_count = type_count;
    for (uint32_t i = 0; i != count; ++i) {
      uint32_t word = words[i], index = word & ~TypeReferenceFlag;
      group->words[i] = !(word & TypeReferenceFlag) ? word
                        : index >= begin            ? TypeReferenceFlag | (index - begin)
                                                    : foreign_flag | ids[index];
    }
    TypeId first = type_count ? intern(group) : 1;
    if (!type_count)
      free(group);
    done = first != 0;
    for (uint32_t i = 0; i != type_count; ++i)
      ids[begin + i] = first + i;
    begin += type_count;
    words += count;
  }
  pthread_mutex_unlock(&mutex);
  return done;
}

TypeId functionType(const ValueType *params, uint32_t param_count, const ValueType *results,
                    uint32_t result_count) {
  uint32_t most = 4 + 2 * (param_count + result_count);
  auto *group = static_cast<Group *>(malloc(sizeof(Group) + most * sizeof(uint32_t)));
  if (!group)
    return 0;
  uint32_t *word = group->words;
  *word++ = uint32_t(TypeKind::Function) | FinalTypeFlag;
  *word++ = 0;
  *word++ = param_count;
  *word++ = result_count;
  for (uint32_t i = 0; i != param_count + result_count; ++i) {
    ValueType type = i < param_count ? params[i] : results[i - param_count];
    *word++ = type.word;
    if (isConcreteReference(type.word))
      *word++ = foreign_flag | type.type;
  }
  group->word_count = uint32_t(word - group->words);
  group->type_count = 1;
  pthread_mutex_lock(&mutex);
  TypeId id = intern(group);
  pthread_mutex_unlock(&mutex);
  return id;
}

const TypeInfo &typeInfo(TypeId type) {
  return __atomic_load_n(&chunks[type / chunk_size], __ATOMIC_ACQUIRE)[type % chunk_size];
}

const FunctionType &functionType(TypeId type) { return typeInfo(type).function; }

void offerThunks(TypeId type, const TypeRow *thunks) {
  if (thunks->call && !thunksOf(type))
    __atomic_store_n(&infoAt(type).thunks, thunks, __ATOMIC_RELEASE);
}

const TypeRow *thunksOf(TypeId type) {
  return __atomic_load_n(&typeInfo(type).thunks, __ATOMIC_ACQUIRE);
}

bool isSubtype(TypeId type, TypeId of) {
  for (; type; type = typeInfo(type).supertype)
    if (type == of)
      return true;
  return false;
}

namespace {

// The abstract type that is next above a heap type; Concrete if there is none.
HeapKind above(HeapKind heap) {
  switch (heap) {
  case HeapKind::Eq:
    return HeapKind::Any;
  case HeapKind::I31:
  case HeapKind::Struct:
  case HeapKind::Array:
    return HeapKind::Eq;
  default:
    return HeapKind::Concrete;
  }
}

bool isBelow(HeapKind heap, HeapKind of) {
  for (; heap != HeapKind::Concrete; heap = above(heap))
    if (heap == of)
      return true;
  return false;
}

// The abstract type right above a defined type.
HeapKind abstractOf(TypeId type) {
  switch (typeInfo(type).kind) {
  case TypeKind::Function:
    return HeapKind::Func;
  case TypeKind::Struct:
    return HeapKind::Struct;
  case TypeKind::Array:
    break;
  }
  return HeapKind::Array;
}

bool heapMatches(ValueType type, ValueType expected) {
  HeapKind from = heapKind(type.word), to = heapKind(expected.word);
  HeapKind top = to == HeapKind::Concrete ? abstractOf(expected.type) : to;
  switch (from) {
  case HeapKind::Concrete:
    return to == HeapKind::Concrete ? isSubtype(type.type, expected.type)
                                    : isBelow(abstractOf(type.type), to);
  case HeapKind::None:
    return to == HeapKind::None || isBelow(top, HeapKind::Any);
  case HeapKind::NoFunc:
    return to == HeapKind::NoFunc || top == HeapKind::Func;
  case HeapKind::NoExtern:
    return to == HeapKind::NoExtern || top == HeapKind::Extern;
  case HeapKind::NoExn:
    return to == HeapKind::NoExn || top == HeapKind::Exn;
  default:
    return isBelow(from, to);
  }
}

} // namespace

bool matches(ValueType type, ValueType expected) {
  if (valueKind(type.word) != valueKind(expected.word))
    return false;
  if (valueKind(type.word) != ValueKind::Ref)
    return true;
  if ((type.word & NullableFlag) && !(expected.word & NullableFlag))
    return false;
  return heapMatches(type, expected);
}

bool isSame(ValueType a, ValueType b) { return a.word == b.word && a.type == b.type; }

} // namespace wasmelt::embed

extern "C" int32_t wasmelt_rt_is_subtype(int32_t type, int32_t of) {
  return wasmelt::embed::isSubtype(static_cast<uint32_t>(type), static_cast<uint32_t>(of));
}
