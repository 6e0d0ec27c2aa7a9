using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private const int ShownPerDimension = 6;

        public override string ToString() => ToString(TensorStringStyle.Metadata);

        /// <summary>Describes shape, dtype and device; every style but Metadata adds the values, NumPy's way.</summary>
        public string ToString(TensorStringStyle style, string fltFormat = null, int? width = null,
            CultureInfo cultureInfo = null, string newLine = null)
        {
            if (IsInvalid)
                return "<invalid>";
            var header = $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";
            if (style == TensorStringStyle.Metadata)
                return header;
            var text = new StringBuilder(header).Append(newLine ?? Environment.NewLine);
            using var scope = NewDisposeScope();
            using var silence = no_grad();
            var wide = is_complex() ? to_type(ScalarType.ComplexFloat64) : to_type(ScalarType.Float64);
            Append(text, wide.cpu(), fltFormat ?? "g5", cultureInfo ?? CultureInfo.InvariantCulture);
            return text.ToString();
        }

        private static void Append(StringBuilder text, Tensor values, string format, CultureInfo culture)
        {
            if (values.Dimensions == 0)
            {
                text.Append(values.is_complex()
                    ? values.item<System.Numerics.Complex>().ToString(format, culture)
                    : values.item<double>().ToString(format, culture));
                return;
            }
            text.Append('[');
            var count = values.size(0);
            for (var i = 0L; i < count; i++)
            {
                if (count > ShownPerDimension && i == ShownPerDimension / 2)
                {
                    text.Append(" ...");
                    i = count - ShownPerDimension / 2;
                }
                if (i > 0)
                    text.Append(' ');
                Append(text, values[i], format, culture);
            }
            text.Append(']');
        }
    }
}
