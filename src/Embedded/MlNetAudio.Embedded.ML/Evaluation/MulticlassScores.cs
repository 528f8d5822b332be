namespace Microsoft.ML.Data;

/// <summary>Scores of every class with the true one, row by row.</summary>
/// <param name="Labels">[rows], from 0; a label of <paramref name="Classes"/> or more is a class that the model does not know.</param>
/// <param name="Scores">[rows, classes]</param>
internal sealed record MulticlassScores(int Classes, int[] Labels, float[] Scores, string[] ClassNames)
{
    /// <summary>The least probability that the log loss counts with.</summary>
    private const double LeastProbability = 1e-15f;

    public ReadOnlySpan<float> Row(int row) => Scores.AsSpan(row * Classes, Classes);

    /// <summary>How many classes come before the true one; of equal scores the lower class comes first.</summary>
    public int Rank(int row)
    {
        int label = Labels[row], rank = 0;
        if (label >= Classes) return Classes;
        var scores = Row(row);
        for (int k = 0; k < Classes; k++)
            if (scores[k] > scores[label] || (scores[k] == scores[label] && k < label)) rank++;
        return rank;
    }

    /// <summary>The first of the highest scores.</summary>
    public int Predicted(int row)
    {
        var scores = Row(row);
        int best = 0;
        for (int k = 1; k < Classes; k++)
            if (scores[k] > scores[best]) best = k;
        return best;
    }

    /// <summary>−ln of the score of the true class.</summary>
    public double LogLoss(int row) => -Math.Log(Math.Max(LeastProbability, Labels[row] < Classes ? Row(row)[Labels[row]] : 0));
}
