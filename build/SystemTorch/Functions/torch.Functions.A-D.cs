namespace TorchSharp;

public static partial class torch
{
    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor abs_(Tensor input) => input.abs_();

    public static Tensor absolute(Tensor input) => input.absolute();

    public static Tensor acos(Tensor input) => input.acos();

    public static Tensor acos_(Tensor input) => input.acos_();

    public static Tensor acosh(Tensor input) => input.acosh();

    public static Tensor acosh_(Tensor input) => input.acosh_();

    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);

    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);

    public static Tensor add_(Tensor left, Scalar right) => left.add_(right);

    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => left.add_(right, alpha);

    public static Tensor add_(Tensor left, Tensor right) => left.add_(right);

    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => left.add_(right, alpha);

    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcdiv(tensor1, tensor2, value);

    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcdiv_(tensor1, tensor2, value);

    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcmul(tensor1, tensor2, value);

    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcmul_(tensor1, tensor2, value);

    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        input.addmm(mat1, mat2, beta, alpha);

    public static Tensor all(Tensor input) => input.all();

    public static Tensor all(Tensor input, long dim, bool keepdim = false) => input.all(dim, keepdim);

    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);

    public static Tensor amax(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor @out = null) =>
        input.amax(dims, keepdim, @out);

    public static Tensor amax(Tensor input, long[] dims) => input.amax(dims);

    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor @out = null) =>
        input.amax(dims, keepdim, @out);

    public static Tensor amin(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor @out = null) =>
        input.amin(dims, keepdim, @out);

    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor @out = null) =>
        input.amin(dims, keepdim, @out);

    public static (Tensor min, Tensor max) aminmax(Tensor input, long? dim = null, bool keepdim = false) =>
        input.aminmax(dim, keepdim);

    public static Tensor angle(Tensor input) => input.angle();

    public static Tensor any(Tensor input) => input.any();

    public static Tensor any(Tensor input, long dim, bool keepdim = false) => input.any(dim, keepdim);

    public static Tensor argmax(Tensor input) => input.argmax();

    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    public static Tensor argmin(Tensor input) => input.argmin();

    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);

    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);

    public static Tensor argwhere(Tensor input) => input.argwhere();

    public static Tensor asin(Tensor input) => input.asin();

    public static Tensor asin_(Tensor input) => input.asin_();

    public static Tensor asinh(Tensor input) => input.asinh();

    public static Tensor asinh_(Tensor input) => input.asinh_();

    public static Tensor atan(Tensor input) => input.atan();

    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    public static Tensor atan_(Tensor input) => input.atan_();

    public static Tensor atanh(Tensor input) => input.atanh();

    public static Tensor atanh_(Tensor input) => input.atanh_();

    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
        input.baddbmm(batch1, batch2, beta, alpha);

    public static Tensor bernoulli(Tensor input, Generator generator = null) => input.bernoulli(generator);

    public static Tensor bincount(Tensor input, Tensor weights = null, long minlength = 0) =>
        input.bincount(weights, minlength);

    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);

    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);

    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);

    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);

    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) =>
        input.bucketize(boundaries, outInt32, right);

    public static Tensor ceil(Tensor input) => input.ceil();

    public static Tensor ceil_(Tensor input) => input.ceil_();

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    public static Tensor clamp(Tensor input, Scalar min = null, Scalar max = null) => input.clamp(min, max);

    public static Tensor clamp(Tensor input, Tensor min = null, Tensor max = null) => input.clamp(min, max);

    public static Tensor clamp_(Tensor input, Scalar min = null, Scalar max = null) => input.clamp_(min, max);

    public static Tensor clamp_(Tensor input, Tensor min = null, Tensor max = null) => input.clamp_(min, max);

    public static Tensor clamp_max(Tensor input, Scalar max) => input.clamp_max(max);

    public static Tensor clamp_min(Tensor input, Scalar min) => input.clamp_min(min);

    public static Tensor clip(Tensor input, Scalar min = null, Scalar max = null) => input.clip(min, max);

    public static Tensor clone(Tensor input) => input.clone();

    public static Tensor conj(Tensor input) => input.conj();

    public static Tensor copysign(Tensor input, Tensor other) => input.copysign(other);

    public static Tensor cos(Tensor input) => input.cos();

    public static Tensor cos_(Tensor input) => input.cos_();

    public static Tensor cosh(Tensor input) => input.cosh();

    public static Tensor cosh_(Tensor input) => input.cosh_();

    public static Tensor count_nonzero(Tensor input, long[] dims = null) => input.count_nonzero(dims);

    public static (Tensor values, Tensor indexes) cummax(Tensor input, long dim) => input.cummax(dim);

    public static (Tensor values, Tensor indexes) cummin(Tensor input, long dim) => input.cummin(dim);

    public static Tensor cumprod(Tensor input, long dim, ScalarType? dtype = null) => input.cumprod(dim, dtype);

    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);

    public static Tensor deg2rad(Tensor input) => input.deg2rad();

    public static Tensor deg2rad_(Tensor input) => input.deg2rad_();

    public static Tensor det(Tensor input) => input.det();

    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);

    public static Tensor diagonal(Tensor input, long offset = 0, long dim1 = 0, long dim2 = 1) =>
        input.diagonal(offset, dim1, dim2);

    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor prepend = null, Tensor append = null) =>
        input.diff(n, dim, prepend, append);

    public static Tensor digamma(Tensor input) => input.digamma();

    public static Tensor digamma_(Tensor input) => input.digamma_();

    public static Tensor dist(Tensor input, Tensor other, float p = 2f) => input.dist(other, p);

    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);
}
