using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Info.Dimensions;

        public long ndim => Info.Dimensions;

        public long NumberOfElements => Info.Elements;

        public long ElementSize => Info.ElementSize;

        public ScalarType dtype => (ScalarType)Info.DType;

        public DeviceType device_type => (DeviceType)Info.DeviceType;

        public int device_index => Info.DeviceIndex;

        public Device device
        {
            get
            {
                var info = Info;
                return info.DeviceType == (int)DeviceType.CPU
                    ? new Device(DeviceType.CPU)
                    : new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        public long[] shape => size();

        public bool is_leaf => Flag(TensorFlag.IsLeaf);

        public bool requires_grad
        {
            get => Flag(TensorFlag.RequiresGrad);
            set => NativeMethods.Check(NativeMethods.SetRequiresGrad(Handle, value ? 1 : 0));
        }

        public Tensor grad
        {
            get
            {
                NativeMethods.Check(NativeMethods.GetGrad(Handle, out var grad));
                GC.KeepAlive(this);
                return grad == IntPtr.Zero ? null : new Tensor(grad);
            }
            set
            {
                NativeMethods.Check(NativeMethods.SetGrad(Handle, value is null ? IntPtr.Zero : value.Handle));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        private TensorInfo Info
        {
            get
            {
                NativeMethods.Check(NativeMethods.GetTensorInfo(Handle, out var info));
                GC.KeepAlive(this);
                return info;
            }
        }

        public long dim() => Info.Dimensions;

        public long numel() => Info.Elements;

        public long element_size() => Info.ElementSize;

        public unsafe long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* start = sizes)
                NativeMethods.Check(NativeMethods.GetTensorShape(Handle, start, null));
            GC.KeepAlive(this);
            return sizes;
        }

        public long size(int dim) => Dispatch.CallInt("size.int", this, dim);

        public unsafe long[] stride()
        {
            var count = Dimensions;
            var sizes = stackalloc long[(int)count];
            var strides = new long[count];
            fixed (long* start = strides)
                NativeMethods.Check(NativeMethods.GetTensorShape(Handle, sizes, start));
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => Dispatch.CallInt("stride.int", this, dim);

        public bool is_contiguous() => Flag(TensorFlag.IsContiguous);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        private bool Flag(TensorFlag flag)
        {
            NativeMethods.Check(NativeMethods.GetTensorFlag(Handle, flag, out var value));
            GC.KeepAlive(this);
            return value != 0;
        }
    }

    public static bool is_floating_point(Tensor input) => is_floating_point(input.dtype);

    public static bool is_complex(Tensor input) => is_complex(input.dtype);
}
