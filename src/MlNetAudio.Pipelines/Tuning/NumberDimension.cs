using System.Globalization;

namespace MlNetAudio.Pipelines.Tuning;

/// <summary>Numbers from Low to High, ends included.</summary>
/// <param name="IsLogarithmic">Equal ratios have equal chances, instead of equal differences.</param>
/// <param name="IsWhole">Only whole numbers.</param>
public sealed record NumberDimension(string Key, double Low, double High, bool IsLogarithmic, bool IsWhole) : SearchDimension(Key)
{
    public override string Range => string.Create(CultureInfo.InvariantCulture, $"{(IsLogarithmic ? "log:" : "")}{Low}..{High}");

    // A whole number stands for everything that is rounded to it.
    private double From => Scaled(IsWhole ? Low - 0.5 : Low);

    private double To => Scaled(IsWhole ? High + 0.5 : High);

    internal override string Sample(Random random) => Text(random.NextDouble());

    internal override string Propose(IReadOnlyList<string> good, IReadOnlyList<string> bad, Random random, int candidates)
    {
        ParzenEstimator likeGood = new([.. good.Select(Place)]), likeBad = new([.. bad.Select(Place)]);
        double best = 0, highest = double.NegativeInfinity;
        for (int i = 0; i < candidates; i++)
        {
            double place = likeGood.Sample(random), promise = likeGood.LogDensity(place) - likeBad.LogDensity(place);
            if (promise > highest) (best, highest) = (place, promise);
        }
        return Text(best);
    }

    /// <summary>0..1 → the value there, as a setting is written: four digits tell learning rates apart.</summary>
    internal string Text(double place)
    {
        double scaled = From + place * (To - From), value = IsLogarithmic ? Math.Exp(scaled) : scaled;
        return IsWhole
            ? Math.Clamp(Math.Round(value), Low, High).ToString("0", CultureInfo.InvariantCulture)
            : Math.Clamp(value, Low, High).ToString("G4", CultureInfo.InvariantCulture);
    }

    /// <summary>The other way round.</summary>
    internal double Place(string text) => Math.Clamp((Scaled(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)) - From) / (To - From), 0, 1);

    private double Scaled(double value) => IsLogarithmic ? Math.Log(value) : value;
}
