namespace MlNetAudio.Networks.Training;

/// <summary>Weights that make every class count the same in a loss.</summary>
internal static class ClassWeights
{
    /// <summary>n / (k·nₖ) for each of k classes with nₖ of n examples: 1 for all where the classes are equally frequent.</summary>
    /// <exception cref="ArgumentException">A class has no example.</exception>
    public static float[] Balanced(IReadOnlyList<int> classes, int classCount)
    {
        int[] counts = new int[classCount];
        foreach (int label in classes) counts[label]++;
        int absent = Array.IndexOf(counts, 0);
        if (absent >= 0)
            throw new ArgumentException($"Class {absent} of 0..{classCount - 1} has no training example, so it cannot be balanced; split differently, or set Balance to None.", nameof(classes));
        return Array.ConvertAll(counts, count => (float)((double)classes.Count / (classCount * (double)count)));
    }
}
