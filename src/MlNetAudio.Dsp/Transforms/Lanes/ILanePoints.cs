namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>Where a transform takes its points from.</summary>
internal unsafe interface ILanePoints
{
    /// <summary>Points first .. first + count − 1 to [i · stride], each as in <see cref="LaneComplex{T}"/>; count is at most 4.</summary>
    void Load(int first, int count, double* to, nint stride);
}
