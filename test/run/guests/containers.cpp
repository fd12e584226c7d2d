// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C++: containers, algorithms, streams, virtual calls, static initialisation, no exceptions.
// flags: -fno-exceptions -std=c++20
#include <algorithm>
#include <deque>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace {

struct Shape {
  virtual ~Shape() { ++destroyed; }
  virtual double area() const = 0;
  virtual std::string name() const { return "shape"; }
  static inline int destroyed = 0;
};
struct Square : Shape {
  explicit Square(double side) : side(side) {}
  double area() const override { return side * side; }
  std::string name() const override { return "square"; }
  double side;
};
struct Circle : Shape {
  explicit Circle(double radius) : radius(radius) {}
  double area() const override { return 3.14159 * radius * radius; }
  double radius;
};

struct Announcer {
  Announcer() { std::cout << "constructed before main\n"; }
  ~Announcer() { std::cout << "destroyed after main" << std::endl; }
} announcer;

} // namespace

int main() {
  std::vector<int> numbers(1000);
  std::iota(numbers.begin(), numbers.end(), 1);
  std::vector<int> primes;
  std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(primes), [](int n) {
    for (int i = 2; i * i <= n; ++i)
      if (n % i == 0)
        return false;
    return n > 1;
  });
  std::cout << primes.size() << " primes, sum " << std::accumulate(primes.begin(), primes.end(), 0L)
            << '\n';

  std::map<std::string, int> counts;
  std::unordered_map<std::string, int> hashed;
  std::istringstream words("the quick brown fox jumps over the lazy dog and the quick cat");
  for (std::string word; words >> word;) {
    ++counts[word];
    ++hashed[word];
  }
  for (const auto &[word, count] : counts)
    std::cout << std::setw(6) << word << ' ' << count << (hashed[word] == count ? "" : " differs")
              << '\n';

  std::vector<std::unique_ptr<Shape>> shapes;
  shapes.push_back(std::make_unique<Square>(2));
  shapes.push_back(std::make_unique<Circle>(1.5));
  for (const auto &shape : shapes)
    std::cout << shape->name() << ' ' << std::fixed << std::setprecision(4) << shape->area()
              << '\n';
  shapes.clear();
  std::cout << Shape::destroyed << " destroyed\n";

  std::function<int(int)> fibonacci = [&](int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  };
  std::cout << fibonacci(20) << '\n';

  std::deque<std::variant<int, std::string>> queue{1, std::string("two"), 3};
  queue.push_front(std::string("zero"));
  for (const auto &item : queue)
    std::visit([](const auto &value) { std::cout << value << ' '; }, item);
  std::optional<double> none;
  std::cout << none.value_or(0.5) << '\n';

  std::multiset<std::string, std::greater<>> sorted{"pear", "apple", "fig", "apple"};
  for (const auto &fruit : sorted)
    std::cout << fruit << ' ';
  std::string text(100000, 'x');
  std::sort(text.begin(), text.end());
  std::cout << std::hex << std::showbase << text.size() << ' ' << std::dec << std::boolalpha << true
            << '\n';
  std::cerr << "to standard error\n";
  return 0;
}
