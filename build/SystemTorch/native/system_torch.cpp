// The native half of the binding: any operator of libtorch through its boxed dispatcher, and the few things that are
// not operators (memory, autograd, generators, threads). Plain C interface; build.sh compiles it.
//
// Functions that return int return 0, or 1 after a C++ exception, whose message st_last_error then gives to the same
// thread. A tensor crosses the boundary as at::Tensor*, owned by the managed side once it is handed out.

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/TensorIndexing.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/grad_mode.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#define ST_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

thread_local std::string last_error;

// The text before the C++ back trace: what a user can act on.
template <typename F>
int guarded(F&& body) {
  try {
    body();
    return 0;
  } catch (const c10::Error& error) {
    last_error = error.what_without_backtrace();
  } catch (const std::exception& error) {
    last_error = error.what();
  } catch (...) {
    last_error = "unknown C++ exception";
  }
  return 1;
}

enum Kind : int32_t {
  kNone, kDefault, kTensor, kInt, kDouble, kBool, kComplex, kString,
  kIntList, kDoubleList, kBoolList, kTensorList, kDevice, kGenerator,
};

struct Value {
  int32_t kind;
  int32_t count;
  int64_t first;
  int64_t second;
};

using OptionalTensor = decltype(std::declval<const c10::IValue&>().toOptional<at::Tensor>());

double as_double(int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

// One parameter of a schema, seen through Optional: what is needed to convert an argument and to fill in a default.
struct Parameter {
  c10::TypeKind kind;
  c10::TypeKind element = c10::TypeKind::AnyType;
  bool optional_elements = false;
  int32_t length = 1;
  bool has_default = false;
  c10::IValue default_value;

  explicit Parameter(const c10::Argument& argument) {
    auto type = argument.type();
    if (auto optional = type->cast<c10::OptionalType>())
      type = optional->getElementType();
    kind = type->kind();
    if (auto list = type->cast<c10::ListType>()) {
      auto of = list->getElementType();
      optional_elements = of->kind() == c10::TypeKind::OptionalType;
      element = optional_elements ? of->expectRef<c10::OptionalType>().getElementType()->kind() : of->kind();
      if (argument.N())
        length = *argument.N();
    }
    if (argument.default_value()) {
      has_default = true;
      default_value = *argument.default_value();
    }
  }
};

struct Operator {
  c10::OperatorHandle handle;
  std::string name;
  std::vector<Parameter> parameters;

  explicit Operator(const c10::OperatorHandle& op) : handle(op), name(c10::toString(op.schema().operator_name())) {
    for (const auto& argument : op.schema().arguments())
      parameters.emplace_back(argument);
  }
};

at::Tensor tensor_at(const void* handle) {
  return handle ? *static_cast<const at::Tensor*>(handle) : at::Tensor();
}

std::vector<at::Tensor> tensors_at(void* const* handles, int count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int i = 0; i < count; i++)
    tensors.push_back(tensor_at(handles[i]));
  return tensors;
}

void* hand_out(at::Tensor tensor) {
  return tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr;
}

c10::IValue tensor_list(const Value& value, bool optional_elements) {
  auto handles = reinterpret_cast<void* const*>(value.first);
  if (!optional_elements)
    return c10::IValue(c10::List<at::Tensor>(tensors_at(handles, value.count)));
  c10::List<OptionalTensor> list;
  for (int i = 0; i < value.count; i++)
    list.push_back(handles[i] ? OptionalTensor(tensor_at(handles[i])) : OptionalTensor());
  return c10::IValue(list);
}

c10::IValue to_ivalue(const Value& value, const Parameter& parameter) {
  auto words = reinterpret_cast<const int64_t*>(value.first);
  switch (value.kind) {
    case kNone: return {};
    case kTensor: return tensor_at(reinterpret_cast<void*>(value.first));
    case kInt:
      if (parameter.kind == c10::TypeKind::FloatType)
        return static_cast<double>(value.first);
      if (parameter.kind == c10::TypeKind::ListType)
        return c10::List<int64_t>(std::vector<int64_t>(parameter.length, value.first));
      return value.first;
    case kDouble: return as_double(value.first);
    case kBool: return value.first != 0;
    case kComplex: return c10::complex<double>(as_double(value.first), as_double(value.second));
    case kString: return std::string(reinterpret_cast<const char*>(value.first), value.count);
    case kIntList:
      if (parameter.element == c10::TypeKind::FloatType)
        return c10::List<double>(std::vector<double>(words, words + value.count));
      return c10::List<int64_t>(std::vector<int64_t>(words, words + value.count));
    case kDoubleList: {
      auto numbers = reinterpret_cast<const double*>(value.first);
      return c10::List<double>(std::vector<double>(numbers, numbers + value.count));
    }
    case kBoolList: {
      c10::List<bool> list;
      for (int i = 0; i < value.count; i++)
        list.push_back(words[i] != 0);
      return list;
    }
    case kTensorList: return tensor_list(value, parameter.optional_elements);
    case kDevice:
      return c10::Device(static_cast<c10::DeviceType>(value.first), static_cast<c10::DeviceIndex>(value.second));
    case kGenerator: return *reinterpret_cast<at::Generator*>(value.first);
    default: TORCH_CHECK(false, "argument of unknown kind ", value.kind);
  }
}

template <typename Range, typename F>
int64_t copy_out(const Range& range, F&& convert) {
  auto words = static_cast<int64_t*>(std::malloc(sizeof(int64_t) * (range.size() + 1)));
  for (size_t i = 0; i < range.size(); i++)
    words[i] = convert(range[i]);
  return reinterpret_cast<int64_t>(words);
}

Value from_ivalue(const c10::IValue& value) {
  Value result{kNone, 0, 0, 0};
  auto bits = [](double number) {
    int64_t word;
    std::memcpy(&word, &number, sizeof word);
    return word;
  };
  if (value.isTensor()) {
    result.kind = kTensor;
    result.first = reinterpret_cast<int64_t>(hand_out(value.toTensor()));
  } else if (value.isInt()) {
    result.kind = kInt;
    result.first = value.toInt();
  } else if (value.isDouble()) {
    result.kind = kDouble;
    result.first = bits(value.toDouble());
  } else if (value.isBool()) {
    result.kind = kBool;
    result.first = value.toBool();
  } else if (value.isComplexDouble()) {
    auto number = value.toComplexDouble();
    result = {kComplex, 0, bits(number.real()), bits(number.imag())};
  } else if (value.isTensorList()) {
    auto list = value.toTensorVector();
    auto handle = [](const at::Tensor& tensor) { return reinterpret_cast<int64_t>(hand_out(tensor)); };
    result = {kTensorList, static_cast<int32_t>(list.size()), copy_out(list, handle), 0};
  } else if (value.isIntList()) {
    auto list = value.toIntVector();
    result = {kIntList, static_cast<int32_t>(list.size()), copy_out(list, [](int64_t i) { return i; }), 0};
  } else {
    TORCH_CHECK(value.isNone(), "result of unsupported type ", value.tagKind());
  }
  return result;
}

}  // namespace

ST_EXPORT const char* st_last_error() { return last_error.c_str(); }

ST_EXPORT void st_free(void* memory) { std::free(memory); }

// ---- operators ----

ST_EXPORT int st_find_operator(const char* name, const char* overload, void** out) {
  return guarded([&] {
    auto found = c10::Dispatcher::singleton().findSchema({name, overload});
    TORCH_CHECK(found.has_value(), "this libtorch has no operator ", name, *overload ? "." : "", overload);
    *out = new Operator(*found);
  });
}

ST_EXPORT int st_call(void* op, const Value* arguments, int count, Value* results, int capacity, int* result_count) {
  return guarded([&] {
    auto& target = *static_cast<Operator*>(op);
    TORCH_CHECK(count <= static_cast<int>(target.parameters.size()), target.name, " takes at most ",
                target.parameters.size(), " arguments, but got ", count);
    torch::jit::Stack stack;
    stack.reserve(target.parameters.size());
    for (size_t i = 0; i < target.parameters.size(); i++) {
      const auto& parameter = target.parameters[i];
      if (static_cast<int>(i) < count && arguments[i].kind != kDefault) {
        stack.push_back(to_ivalue(arguments[i], parameter));
      } else {
        TORCH_CHECK(parameter.has_default, target.name, " needs its argument ", i);
        stack.push_back(parameter.default_value);
      }
    }
    target.handle.callBoxed(&stack);
    TORCH_CHECK(static_cast<int>(stack.size()) <= capacity, target.name, " has too many results");
    *result_count = static_cast<int>(stack.size());
    for (size_t i = 0; i < stack.size(); i++)
      results[i] = from_ivalue(stack[i]);
  });
}

// ---- tensors ----

struct TensorInfo {
  int64_t dimensions;
  int64_t elements;
  int64_t element_size;
  int32_t dtype;
  int32_t device_type;
  int32_t device_index;
};

// Shares the memory and calls deleter(context) when the last tensor over it goes; copies if there is no deleter.
ST_EXPORT int st_tensor_from_memory(void* data, const int64_t* sizes, int dimensions, int dtype,
                                    void (*deleter)(void*), void* context, void** out) {
  return guarded([&] {
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
    at::IntArrayRef shape(sizes, dimensions);
    if (deleter) {
      *out = hand_out(at::from_blob(data, shape, [=](void*) { deleter(context); }, options));
    } else {
      auto tensor = at::empty(shape, options);
      if (tensor.numel() > 0)
        std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
      *out = hand_out(tensor);
    }
  });
}

// Another handle of the same tensor.
ST_EXPORT void* st_tensor_share(void* tensor) { return hand_out(tensor_at(tensor)); }

ST_EXPORT void st_tensor_free(void* tensor) { delete static_cast<at::Tensor*>(tensor); }

ST_EXPORT int st_tensor_info(void* tensor, TensorInfo* info) {
  return guarded([&] {
    auto& t = *static_cast<at::Tensor*>(tensor);
    *info = {t.dim(), t.numel(), static_cast<int64_t>(t.element_size()), static_cast<int32_t>(t.scalar_type()),
             static_cast<int32_t>(t.device().type()), t.device().index()};
  });
}

// Both outputs hold as many numbers as the tensor has dimensions; strides may be null.
ST_EXPORT int st_tensor_shape(void* tensor, int64_t* sizes, int64_t* strides) {
  return guarded([&] {
    auto& t = *static_cast<at::Tensor*>(tensor);
    std::copy(t.sizes().begin(), t.sizes().end(), sizes);
    if (strides)
      std::copy(t.strides().begin(), t.strides().end(), strides);
  });
}

ST_EXPORT int st_tensor_data(void* tensor, void** out) {
  return guarded([&] { *out = static_cast<at::Tensor*>(tensor)->data_ptr(); });
}

enum Flag : int32_t { kRequiresGrad, kIsLeaf, kIsContiguous };

ST_EXPORT int st_tensor_flag(void* tensor, int flag, int* out) {
  return guarded([&] {
    auto& t = *static_cast<at::Tensor*>(tensor);
    *out = flag == kRequiresGrad ? t.requires_grad() : flag == kIsLeaf ? t.is_leaf() : t.is_contiguous();
  });
}

// ---- indexing ----

namespace {

enum IndexKind : int64_t { kIndexNone, kIndexSingle, kIndexEllipsis, kIndexBool, kIndexTensor, kIndexSlice };

struct Index {
  int64_t kind;
  int64_t start;  // the number, the bool, or the tensor
  int64_t stop;
  int64_t step;
};

std::vector<at::indexing::TensorIndex> indices_at(const Index* indices, int count) {
  std::vector<at::indexing::TensorIndex> result;
  for (int i = 0; i < count; i++) {
    const auto& index = indices[i];
    switch (index.kind) {
      case kIndexNone: result.emplace_back(at::indexing::None); break;
      case kIndexSingle: result.emplace_back(index.start); break;
      case kIndexEllipsis: result.emplace_back(at::indexing::Ellipsis); break;
      case kIndexBool: result.emplace_back(index.start != 0); break;
      case kIndexTensor: result.emplace_back(tensor_at(reinterpret_cast<void*>(index.start))); break;
      default: result.emplace_back(at::indexing::Slice(index.start, index.stop, index.step)); break;
    }
  }
  return result;
}

}  // namespace

ST_EXPORT int st_index(void* tensor, const Index* indices, int count, void** out) {
  return guarded([&] { *out = hand_out(static_cast<at::Tensor*>(tensor)->index(indices_at(indices, count))); });
}

ST_EXPORT int st_index_put(void* tensor, const Index* indices, int count, void* value) {
  return guarded([&] { static_cast<at::Tensor*>(tensor)->index_put_(indices_at(indices, count), tensor_at(value)); });
}

// ---- autograd ----

ST_EXPORT int st_set_requires_grad(void* tensor, int value) {
  return guarded([&] { static_cast<at::Tensor*>(tensor)->set_requires_grad(value != 0); });
}

ST_EXPORT int st_get_grad(void* tensor, void** out) {
  return guarded([&] { *out = hand_out(static_cast<at::Tensor*>(tensor)->grad()); });
}

ST_EXPORT int st_set_grad(void* tensor, void* grad) {
  return guarded([&] { static_cast<at::Tensor*>(tensor)->mutable_grad() = tensor_at(grad); });
}

ST_EXPORT int st_backward(void* const* tensors, int count, void* const* grads, int grad_count, int retain_graph,
                          int create_graph, void* const* inputs, int input_count) {
  return guarded([&] {
    torch::autograd::backward(tensors_at(tensors, count), tensors_at(grads, grad_count), retain_graph != 0,
                              create_graph != 0, tensors_at(inputs, input_count));
  });
}

// results has room for input_count tensors.
ST_EXPORT int st_grad(void* const* outputs, int count, void* const* inputs, int input_count, void* const* grads,
                      int grad_count, int retain_graph, int create_graph, int allow_unused, void** results) {
  return guarded([&] {
    auto found = torch::autograd::grad(tensors_at(outputs, count), tensors_at(inputs, input_count),
                                       tensors_at(grads, grad_count), retain_graph != 0, create_graph != 0,
                                       allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++)
      results[i] = hand_out(found[i]);
  });
}

ST_EXPORT int st_grad_enabled() { return at::GradMode::is_enabled(); }

ST_EXPORT void st_set_grad_enabled(int value) { at::GradMode::set_enabled(value != 0); }

ST_EXPORT void* st_inference_enter(int value) { return new c10::InferenceMode(value != 0); }

ST_EXPORT void st_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

// ---- autograd nodes whose backward is managed code ----

namespace {

// backward fills results (owned handles or null) and returns null, or a malloc'd message if it threw.
using Backward = char* (*)(void* context, void* const* grads, int grad_count, void** results, int result_count);
using Release = void (*)(void* context);

struct ManagedNode : torch::autograd::Node {
  Backward backward;
  Release release;
  void* context;
  std::string title;
  std::vector<torch::autograd::SavedVariable> saved;

  ManagedNode(Backward backward, Release release, void* context, const char* title)
      : backward(backward), release(release), context(context), title(title) {}

  ~ManagedNode() override { release(context); }

  std::string name() const override { return title; }

  void release_variables() override { saved.clear(); }

  torch::autograd::variable_list apply(torch::autograd::variable_list&& grads) override {
    std::vector<void*> handles;
    for (auto& grad : grads)
      handles.push_back(hand_out(grad));
    std::vector<void*> results(num_outputs(), nullptr);
    auto message = backward(context, handles.data(), static_cast<int>(handles.size()), results.data(),
                            static_cast<int>(results.size()));
    torch::autograd::variable_list gradients;
    for (auto result : results) {
      gradients.push_back(tensor_at(result));
      st_tensor_free(result);
    }
    if (message) {
      std::string text(message);
      std::free(message);
      throw std::runtime_error(text);
    }
    return gradients;
  }
};

using NodeHandle = std::shared_ptr<ManagedNode>;

}  // namespace

// The node of one call, linked to those of its inputs. The managed side holds it until the outputs are attached;
// afterwards the graph does, and release(context) says when the graph is gone.
ST_EXPORT int st_node_create(Backward backward, Release release, void* context, const char* title,
                             void* const* inputs, int input_count, void** out) {
  return guarded([&] {
    auto node = new NodeHandle(new ManagedNode(backward, release, context, title), torch::autograd::deleteNode);
    *out = node;
    (*node)->set_next_edges(torch::autograd::collect_next_edges(tensors_at(inputs, input_count)));
  });
}

// A message as st_node_create's backward returns it.
ST_EXPORT char* st_message(const char* text) { return strdup(text); }

ST_EXPORT void st_node_free(void* node) { delete static_cast<NodeHandle*>(node); }

ST_EXPORT void* st_node_address(void* node) { return static_cast<NodeHandle*>(node)->get(); }

// Makes the node the history of an output, and returns the tensor that stands for the output outside. An output that is
// one of the inputs becomes a view of itself, as PyTorch does.
ST_EXPORT int st_node_attach(void* node, void* output, int is_input, void** out) {
  return guarded([&] {
    auto tensor = tensor_at(output);
    if (is_input) {
      at::AutoDispatchBelowADInplaceOrView below;
      tensor = at::alias(tensor);
    }
    auto& owner = *static_cast<NodeHandle*>(node);
    if (torch::autograd::isDifferentiableType(tensor.scalar_type()))
      torch::autograd::set_history(tensor, owner);
    else
      owner->add_input_metadata(torch::autograd::Node::undefined_input());
    *out = hand_out(tensor);
  });
}

ST_EXPORT int st_node_save(void* node, void* const* tensors, int count) {
  return guarded([&] {
    auto& owner = *static_cast<NodeHandle*>(node);
    owner->saved.clear();
    for (int i = 0; i < count; i++) {
      auto tensor = tensor_at(tensors[i]);
      auto is_output = tensor.defined() && tensor.grad_fn().get() == owner.get();
      owner->saved.emplace_back(tensor, is_output);
    }
  });
}

// Called during backward, when the graph keeps the node (given by its address) alive. results has room for count.
ST_EXPORT int st_node_saved(void* address, void** results, int count) {
  return guarded([&] {
    auto node = static_cast<ManagedNode*>(address);
    TORCH_CHECK(static_cast<int>(node->saved.size()) == count,
                "Trying to backward through the graph a second time: the saved tensors have been freed. "
                "Specify retain_graph=True on the first call.");
    for (int i = 0; i < count; i++)
      results[i] = hand_out(node->saved[i].unpack(node->shared_from_this()));
  });
}

// ---- random numbers ----

ST_EXPORT int st_manual_seed(int64_t seed) {
  return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

// The generator of the process, or a new CPU generator.
ST_EXPORT int st_generator(int fresh, int64_t seed, void** out) {
  return guarded([&] {
    *out = new at::Generator(fresh ? at::detail::createCPUGenerator(static_cast<uint64_t>(seed))
                                   : at::detail::getDefaultCPUGenerator());
  });
}

ST_EXPORT void st_generator_free(void* generator) { delete static_cast<at::Generator*>(generator); }

ST_EXPORT int st_generator_seed(void* generator, int set, int64_t* seed) {
  return guarded([&] {
    auto& g = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> lock(g.mutex());
    if (set)
      g.set_current_seed(static_cast<uint64_t>(*seed));
    else
      *seed = static_cast<int64_t>(g.current_seed());
  });
}

ST_EXPORT int st_generator_get_state(void* generator, void** out) {
  return guarded([&] {
    auto& g = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> lock(g.mutex());
    *out = hand_out(g.get_state());
  });
}

ST_EXPORT int st_generator_set_state(void* generator, void* state) {
  return guarded([&] {
    auto& g = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> lock(g.mutex());
    g.set_state(tensor_at(state));
  });
}

// ---- threads ----

ST_EXPORT int st_get_num_threads() { return at::get_num_threads(); }

ST_EXPORT int st_set_num_threads(int count) {
  return guarded([&] { at::set_num_threads(count); });
}
