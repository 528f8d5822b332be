using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>Powers and amplitudes on a logarithmic scale, and back.</summary>
public static class Decibels
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    private const int MantissaBits = 52;

    private const long ExponentBias = 1023, RootHalf = 0x3FE6A09E667F3BCD, TwoTo52 = 0x4330000000000000;   // the bits of √½ and of 2^52

    /// <summary>
    /// 10·log10(max(minimum, power)) − 10·log10(max(minimum, reference)), then a floor <paramref name="top"/> decibels below the largest result of the whole span.
    /// </summary>
    /// <param name="reference">The power of 0 dB; its magnitude counts. Null: the largest of the span.</param>
    /// <param name="minimum">Powers below this count as this, so that silence is finite.</param>
    /// <param name="top">Null: no floor.</param>
    /// <remarks>librosa.power_to_db; torchaudio.transforms.AmplitudeToDB("power") with <paramref name="top"/> null by default. In place is fine.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length, or an argument is out of range.</exception>
    public static void FromPower(ReadOnlySpan<float> power, Span<float> decibels, double? reference = 1, double minimum = 1e-10, double? top = 80) =>
        From(power, decibels, amplitudes: false, reference, minimum, top);

    /// <summary>
    /// 20·log10(max(minimum, |amplitude|)) − 20·log10(max(minimum, reference)), then a floor <paramref name="top"/> decibels below the largest result of the whole span.
    /// </summary>
    /// <param name="reference">The amplitude of 0 dB; its magnitude counts. Null: the largest of the span.</param>
    /// <param name="minimum">Amplitudes below this count as this, so that silence is finite.</param>
    /// <param name="top">Null: no floor.</param>
    /// <remarks>librosa.amplitude_to_db; torchaudio.transforms.AmplitudeToDB("magnitude") with a <paramref name="minimum"/> of 1e-10 and <paramref name="top"/> null by default. In place is fine.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length, or an argument is out of range.</exception>
    public static void FromAmplitude(ReadOnlySpan<float> amplitude, Span<float> decibels, double? reference = 1, double minimum = 1e-5, double? top = 80) =>
        From(amplitude, decibels, amplitudes: true, reference * reference, Require.Positive(minimum, nameof(minimum)) * minimum, top);

    /// <summary>reference · 10^(decibels / 10).</summary>
    /// <remarks>librosa.db_to_power. In place is fine.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void ToPower(ReadOnlySpan<float> decibels, Span<float> power, double reference = 1)
    {
        CheckRoom(decibels.Length, power.Length, nameof(power));
        for (int i = 0; i < decibels.Length; i++) power[i] = (float)(reference * Math.Pow(10, 0.1 * decibels[i]));
    }

    /// <summary>reference · 10^(decibels / 20).</summary>
    /// <remarks>librosa.db_to_amplitude. In place is fine.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void ToAmplitude(ReadOnlySpan<float> decibels, Span<float> amplitude, double reference = 1)
    {
        CheckRoom(decibels.Length, amplitude.Length, nameof(amplitude));
        for (int i = 0; i < decibels.Length; i++) amplitude[i] = (float)(Math.Abs(reference) * Math.Pow(10, 0.05 * decibels[i]));
    }

    /// <summary><see cref="FromPower(ReadOnlySpan{float}, Span{float}, double?, double, double?)"/> from double precision; overwrites <paramref name="power"/>.</summary>
    internal static void FromPower(Span<double> power, Span<float> decibels, double? reference, double minimum, double? top)
    {
        Require.Positive(minimum, nameof(minimum));
        if (top is { } above) Require.NotNegative(above, nameof(top));
        if (power.IsEmpty) return;
        Logarithm(power, minimum);
        double maximum = TensorPrimitives.Max<double>(power), offset = OfReference(reference, minimum) ?? maximum;
        Finish(power, decibels, offset, maximum - (top ?? double.PositiveInfinity));
    }

    /// <summary>10·log10(max(minimum, power)) in place.</summary>
    internal static void Logarithm(Span<double> power, double minimum)
    {
        if (Vector256.IsHardwareAccelerated && minimum >= SmallestNormal) LogarithmVectorized(power, minimum);
        else LogarithmReference(power, minimum);
    }

    internal static void LogarithmReference(Span<double> power, double minimum)
    {
        TensorPrimitives.Max(power, minimum, power);
        for (int i = 0; i < power.Length; i++) power[i] = 10 * Math.Log10(power[i]);
    }

    private static void LogarithmVectorized(Span<double> power, double minimum)
    {
        var least = Vector512.Create(minimum);
        int i = 0;
        for (; i + Vector512<double>.Count <= power.Length; i += Vector512<double>.Count) Logarithm(Vector512.Create(power[i..]), least).CopyTo(power[i..]);
        if (i == power.Length) return;
        Span<double> rest = stackalloc double[Vector512<double>.Count];
        rest.Fill(1);
        power[i..].CopyTo(rest);
        Logarithm(Vector512.Create(rest), least).CopyTo(rest);
        rest[..(power.Length - i)].CopyTo(power[i..]);
    }

    /// <summary>
    /// With x = 2^e·m, m between √½ and √2, and s = (m − 1) / (m + 1): ln m = 2·artanh s by a polynomial whose error is below 2^−58; the whole is within 4 units of the last place.
    /// </summary>
    /// <remarks>The polynomial is that of FDLIBM's e_log.c (Sun Microsystems, 1993).</remarks>
    private static Vector512<double> Logarithm(Vector512<double> power, Vector512<double> minimum)
    {
        var x = Vector512.ConditionalSelect(Vector512.LessThan(power, minimum), minimum, power);
        var bits = x.AsInt64();
        var biased = (bits - Vector512.Create(RootHalf) + Vector512.Create(ExponentBias << MantissaBits)) >>> MantissaBits;
        var exponent = (biased | Vector512.Create(TwoTo52)).AsDouble() - Vector512.Create(BitConverter.Int64BitsToDouble(TwoTo52) + ExponentBias);
        var f = (bits - (biased << MantissaBits) + Vector512.Create(ExponentBias << MantissaBits)).AsDouble() - Vector512<double>.One;

        var s = f / (f + Vector512.Create(2.0));
        var z = s * s;
        var r = Vector512.MultiplyAddEstimate(z, Vector512.Create(1.479819860511658591e-01), Vector512.Create(1.531383769920937332e-01));
        r = Vector512.MultiplyAddEstimate(z, r, Vector512.Create(1.818357216161805012e-01));
        r = Vector512.MultiplyAddEstimate(z, r, Vector512.Create(2.222219843214978396e-01));
        r = Vector512.MultiplyAddEstimate(z, r, Vector512.Create(2.857142874366239149e-01));
        r = Vector512.MultiplyAddEstimate(z, r, Vector512.Create(3.999999999940941908e-01));
        r = Vector512.MultiplyAddEstimate(z, r, Vector512.Create(6.666666666666735130e-01));
        var half = f * f * 0.5;
        var natural = f - (half - s * (half + z * r));

        var decibels = Vector512.MultiplyAddEstimate(natural, Vector512.Create(10 / Math.Log(10)), exponent * (10 * Math.Log10(2)));
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(double.PositiveInfinity)), decibels, x);   // infinity and NaN are what they were
    }

    /// <summary>10·log10(max(minimum, |reference|)); null, the largest value, stays null.</summary>
    internal static double? OfReference(double? reference, double minimum) => reference is { } power ? 10 * Math.Log10(Math.Max(minimum, Math.Abs(power))) : null;

    /// <summary>max(floor, value) − offset, rounded to single precision; overwrites <paramref name="values"/>.</summary>
    internal static void Finish(Span<double> values, Span<float> rounded, double offset, double floor)
    {
        TensorPrimitives.Max(values, floor, values);
        TensorPrimitives.Subtract(values, offset, values);
        TensorPrimitives.ConvertTruncating<double, float>(values, rounded);   // which rounds to the nearest: truncating is about integers
    }

    private static void From(ReadOnlySpan<float> values, Span<float> decibels, bool amplitudes, double? reference, double minimum, double? top)
    {
        CheckRoom(values.Length, decibels.Length, nameof(decibels));
        double[] rented = ArrayPool<double>.Shared.Rent(values.Length);
        var power = rented.AsSpan(0, values.Length);
        TensorPrimitives.ConvertTruncating(values, power);
        if (amplitudes) TensorPrimitives.Multiply<double>(power, power, power);
        FromPower(power, decibels, reference, minimum, top);
        ArrayPool<double>.Shared.Return(rented);
    }

    private static void CheckRoom(int values, int room, string name)
    {
        if (room != values) throw new ArgumentException($"{values} values need room for as many, got {room}.", name);
    }
}
