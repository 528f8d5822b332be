using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// Softmax and its logarithm down each column of a matrix [count, columns], as many columns at once as a vector has lanes; those left over by the references of <see cref="SoftmaxRow"/>. Outputs may
/// be inputs, targets gradients.
/// </summary>
internal static unsafe class SoftmaxColumns
{
    /// <inheritdoc cref="SoftmaxRow.Forward"/>
    public static void Forward(float* x, int count, int columns, float* y)
    {
        int column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
        {
            var peak = Peak(x + column, count, columns);
            var sum = Vector<float>.Zero;
            for (int i = 0; i < count; i++)
            {
                var power = Exponential.Of(Vector.Load(x + column + i * (long)columns) - peak);
                sum += power;
                Vector.Store(power, y + column + i * (long)columns);
            }
            var share = Vector<float>.One / sum;
            for (int i = 0; i < count; i++)
            {
                float* at = y + column + i * (long)columns;
                Vector.Store(Vector.Load(at) * share, at);
            }
        }
        for (; column < columns; column++) SoftmaxRow.ForwardReference(x + column, count, columns, y + column);
    }

    /// <inheritdoc cref="SoftmaxRow.Backward"/>
    public static void Backward(float* y, float* gradient, int count, int columns, float* target)
    {
        int column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
        {
            var dot = Vector<float>.Zero;
            for (int i = 0; i < count; i++) dot = Vector.MultiplyAddEstimate(Vector.Load(y + column + i * (long)columns), Vector.Load(gradient + column + i * (long)columns), dot);
            for (int i = 0; i < count; i++)
            {
                long at = column + i * (long)columns;
                Vector.Store(Vector.Load(y + at) * (Vector.Load(gradient + at) - dot), target + at);
            }
        }
        for (; column < columns; column++) SoftmaxRow.BackwardReference(y + column, gradient + column, count, columns, target + column);
    }

    /// <inheritdoc cref="SoftmaxRow.ForwardLog"/>
    public static void ForwardLog(float* x, int count, int columns, float* y)
    {
        int column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
        {
            var peak = Peak(x + column, count, columns);
            var sum = Vector<float>.Zero;
            for (int i = 0; i < count; i++) sum += Exponential.Of(Vector.Load(x + column + i * (long)columns) - peak);
            var log = Logarithm.Of(sum);
            for (int i = 0; i < count; i++)
            {
                long at = column + i * (long)columns;
                Vector.Store(Vector.Load(x + at) - peak - log, y + at);
            }
        }
        for (; column < columns; column++) SoftmaxRow.ForwardLogReference(x + column, count, columns, y + column);
    }

    /// <inheritdoc cref="SoftmaxRow.BackwardLog"/>
    public static void BackwardLog(float* y, float* gradient, int count, int columns, float* target)
    {
        int column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (int i = 0; i < count; i++) sum += Vector.Load(gradient + column + i * (long)columns);
            for (int i = 0; i < count; i++)
            {
                long at = column + i * (long)columns;
                Vector.Store(Vector.Load(gradient + at) - Exponential.Of(Vector.Load(y + at)) * sum, target + at);
            }
        }
        for (; column < columns; column++) SoftmaxRow.BackwardLogReference(y + column, gradient + column, count, columns, target + column);
    }

    /// <summary>The largest value of each column; NaN where it holds one.</summary>
    private static Vector<float> Peak(float* x, int count, int columns)
    {
        var peak = Vector.Load(x);
        for (int i = 1; i < count; i++) peak = Vector.Max(peak, Vector.Load(x + i * (long)columns));
        return peak;
    }
}
