namespace MlNetAudio.Networks.Layers;

/// <summary>
/// [steps, features] → the same plus a vector for each step, without which attention does not know the order of its steps: sin(t / 10000^(2i/features)) and the cosine of it in turns (Vaswani et
/// al. 2017), or a learned table weight [steps, features].
/// </summary>
public sealed record PositionalEncoding(bool IsLearned = false) : LayerSpec
{
    /// <summary>Standard deviation of a learned table's first values: 0.02, as in vision and audio transformers.</summary>
    private const float InitialDeviation = 0.02f;

    public override Shape InferOutput(Shape input) => input.Rank == 2 ? input : throw new ShapeException($"{this} needs [steps, features] but receives {input}.");

    public override IReadOnlyList<ParameterSpec> Parameters(Shape input) => IsLearned ? [new("weight", input, InitialDeviation * MathF.Sqrt(3))] : [];

    /// <summary>The table of sines [steps, features], row-major.</summary>
    public static float[] Sinusoids(Shape input)
    {
        float[] table = new float[input.Count];
        for (int i = 0; i < table.Length; i++)
        {
            int step = Math.DivRem(i, input[1], out int feature);
            double angle = step / Math.Pow(10_000, feature / 2 * 2.0 / input[1]);
            table[i] = (float)(feature % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }
        return table;
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time) => time;

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => IsLearned ? "PositionalEncoding(learned)" : "PositionalEncoding()";
}
