using System.Runtime.Intrinsics;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>The first coefficients of a discrete cosine transform.</summary>
/// <remarks>
/// scipy.fft.dct; type II is torchaudio.functional.create_dct, too. By the matrix itself: of a hundred bands some dozen coefficients are wanted, and at that size no
/// factorisation is faster than the product. Holds only a read-only table, so one instance serves any number of threads.
/// </remarks>
public sealed class Dct
{
    private readonly double[] _matrix;   // [outputs, inputs]

    /// <param name="inputs">Values that are transformed; type I needs two.</param>
    /// <param name="outputs">Coefficients wanted, from the zeroth on: at most <paramref name="inputs"/>.</param>
    /// <param name="orthonormal">Scaled so that the matrix of all coefficients is orthogonal; else as in <see cref="DctType"/>.</param>
    /// <exception cref="ArgumentException">There are more outputs than inputs, or too few inputs.</exception>
    public Dct(int inputs, int outputs, DctType type = DctType.II, bool orthonormal = true)
    {
        (Inputs, Outputs) = (Require.Positive(inputs, nameof(inputs)), Require.Positive(outputs, nameof(outputs)));
        if (outputs > inputs) throw new ArgumentException($"A cosine transform of {inputs} values has as many coefficients, got {outputs}.", nameof(outputs));
        if (type == DctType.I && inputs < 2) throw new ArgumentException("A cosine transform of type I needs at least 2 values, got 1.", nameof(inputs));
        _matrix = new double[checked(outputs * inputs)];
        for (int k = 0; k < outputs; k++)
            for (int n = 0; n < inputs; n++) _matrix[k * inputs + n] = Element(type, k, n, inputs, orthonormal);
    }

    private Dct(int inputs, int outputs, double[] matrix) => (Inputs, Outputs, _matrix) = (inputs, outputs, matrix);

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>[outputs, inputs], row-major.</summary>
    public ReadOnlySpan<double> Matrix => _matrix;

    /// <summary>values [inputs] → coefficients [outputs].</summary>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Transform(ReadOnlySpan<double> values, Span<double> coefficients)
    {
        if (values.Length != Inputs) throw new ArgumentException($"This transform takes {Inputs} values, got {values.Length}.", nameof(values));
        if (coefficients.Length != Outputs) throw new ArgumentException($"This transform gives {Outputs} coefficients, got room for {coefficients.Length}.", nameof(coefficients));
        for (int k = 0; k < Outputs; k++)
        {
            double sum = 0;
            for (int n = 0; n < Inputs; n++) sum += _matrix[k * Inputs + n] * values[n];
            coefficients[k] = sum;
        }
    }

    /// <summary>The transform whose coefficient k is this one's times weights[k]: liftering.</summary>
    internal Dct Weighted(ReadOnlySpan<double> weights)
    {
        double[] matrix = (double[])_matrix.Clone();
        for (int i = 0; i < matrix.Length; i++) matrix[i] *= weights[i / Inputs];
        return new(Inputs, Outputs, matrix);
    }

    /// <summary>Eight columns at once: values [inputs, stride] from column 0 → coefficients [outputs, stride].</summary>
    /// <remarks>A column's coefficients do not depend on its neighbours, nor on how many columns there are.</remarks>
    internal void TransformLanes(ReadOnlySpan<double> values, int valueStride, Span<double> coefficients, int coefficientStride)
    {
        if (Vector256.IsHardwareAccelerated) TransformLanesVectorized(values, valueStride, coefficients, coefficientStride);
        else TransformLanesReference(values, valueStride, coefficients, coefficientStride);
    }

    /// <summary>Four coefficients at a time, so that each row of values is read once for four sums that do not wait for one another.</summary>
    private void TransformLanesVectorized(ReadOnlySpan<double> values, int valueStride, Span<double> coefficients, int coefficientStride)
    {
        int k = 0;
        for (; k + 4 <= Outputs; k += 4)
        {
            ReadOnlySpan<double> row0 = _matrix.AsSpan(k * Inputs, Inputs), row1 = _matrix.AsSpan((k + 1) * Inputs, Inputs), row2 = _matrix.AsSpan((k + 2) * Inputs, Inputs), row3 = _matrix.AsSpan((k + 3) * Inputs, Inputs);
            Vector512<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (int n = 0; n < row0.Length; n++)
            {
                var column = Vector512.Create(values.Slice(n * valueStride, Stft.Lanes));
                sum0 = Vector512.MultiplyAddEstimate(Vector512.Create(row0[n]), column, sum0);
                sum1 = Vector512.MultiplyAddEstimate(Vector512.Create(row1[n]), column, sum1);
                sum2 = Vector512.MultiplyAddEstimate(Vector512.Create(row2[n]), column, sum2);
                sum3 = Vector512.MultiplyAddEstimate(Vector512.Create(row3[n]), column, sum3);
            }
            sum0.CopyTo(coefficients[(k * coefficientStride)..]);
            sum1.CopyTo(coefficients[((k + 1) * coefficientStride)..]);
            sum2.CopyTo(coefficients[((k + 2) * coefficientStride)..]);
            sum3.CopyTo(coefficients[((k + 3) * coefficientStride)..]);
        }
        for (; k < Outputs; k++)
        {
            Vector512<double> sum = default;
            for (int n = 0; n < Inputs; n++) sum = Vector512.MultiplyAddEstimate(Vector512.Create(_matrix[k * Inputs + n]), Vector512.Create(values.Slice(n * valueStride, Stft.Lanes)), sum);
            sum.CopyTo(coefficients[(k * coefficientStride)..]);
        }
    }

    internal void TransformLanesReference(ReadOnlySpan<double> values, int valueStride, Span<double> coefficients, int coefficientStride)
    {
        for (int k = 0; k < Outputs; k++)
            for (int lane = 0; lane < Stft.Lanes; lane++)
            {
                double sum = 0;
                for (int n = 0; n < Inputs; n++) sum += _matrix[k * Inputs + n] * values[n * valueStride + lane];
                coefficients[k * coefficientStride + lane] = sum;
            }
    }

    private static double Element(DctType type, int k, int n, int count, bool orthonormal)
    {
        double edge = Math.Sqrt(0.5);   // by which the ends weigh less in an orthogonal matrix
        switch (type)
        {
            case DctType.I:
                bool lastOutput = k == 0 || k == count - 1, lastInput = n == 0 || n == count - 1;
                double first = double.CosPi((double)((long)k * n % (2 * (count - 1))) / (count - 1));
                return orthonormal ? Math.Sqrt(2.0 / (count - 1)) * (lastOutput ? edge : 1) * (lastInput ? edge : 1) * first : (lastInput ? 1 : 2) * first;
            case DctType.II:
                double second = double.CosPi((double)(k * (2L * n + 1) % (4L * count)) / (2L * count));
                return orthonormal ? Math.Sqrt(2.0 / count) * (k == 0 ? edge : 1) * second : 2 * second;
            case DctType.III:
                double third = double.CosPi((double)(n * (2L * k + 1) % (4L * count)) / (2L * count));
                return orthonormal ? Math.Sqrt(2.0 / count) * (n == 0 ? edge : 1) * third : (n == 0 ? 1 : 2) * third;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), $"{type} is not a discrete cosine transform.");
        }
    }
}
