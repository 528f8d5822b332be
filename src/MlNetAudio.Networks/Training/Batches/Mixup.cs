using System.Numerics.Tensors;

namespace MlNetAudio.Networks.Training.Batches;

/// <summary>Mixes the examples of a batch, in place: x[i] = λ·x[i] + (1 − λ)·x[i + 1], the last with what the first was. λ depends on the seed and the batch's place in the run alone.</summary>
internal sealed class Mixup(MixupOptions options, int seed)
{
    private readonly Lock _gate = new();   // two batches may be complete at the same time
    private float[] _firstInput = [], _firstValue = [];

    /// <param name="batch">Complete, its targets values.</param>
    public void Apply(TrainingBatch batch)
    {
        if (batch.Count < 2) return;
        lock (_gate)
        {
            if (_firstInput.Length == 0) (_firstInput, _firstValue) = (new float[batch.Input(0).Length], new float[batch.Value(0).Length]);
            batch.Input(0).CopyTo(_firstInput);
            batch.Value(0).CopyTo(_firstValue);
            int firstLength = batch.Length(0);
            float lambda = 0;
            for (int i = 0; i < batch.Count; i++)
            {
                bool isLast = i + 1 == batch.Count;
                if (i == 0 || options.Scope == MixupScope.Example) lambda = Lambda(batch, i);
                Mix(batch.Input(i), isLast ? _firstInput : batch.Input(i + 1), lambda);
                Mix(batch.Value(i), isLast ? _firstValue : batch.Value(i + 1), lambda);
                batch.Extend(i, isLast ? firstLength : batch.Length(i + 1));
            }
        }
    }

    private float Lambda(TrainingBatch batch, int i) =>
        (float)BetaDistribution.Symmetric(options.Alpha, new(seed, RandomUse.Mixup, major: batch.Place.Epoch, minor: ((long)batch.Place.Number << 32) + i));

    private static void Mix(Span<float> values, ReadOnlySpan<float> others, float lambda) => TensorPrimitives.Lerp(others, values, lambda, values);
}
