namespace MlNetAudio.Networks.Training;

/// <summary>How classes that are not equally frequent come to count the same.</summary>
public enum ClassBalance
{
    /// <summary>They do not: a frequent class counts more.</summary>
    None,

    /// <summary>The loss weights the k classes by n / (k·nₖ), nₖ counted in the training set. Without effect where targets are values, or the loss takes no class weights or has its own.</summary>
    Weights,

    /// <summary>
    /// Every class is drawn equally often: an epoch has ⌈n/k⌉ draws of each. Draws of a rare class repeat; a frequent class takes several epochs to be seen whole, but is, in turn. Needs classes.
    /// </summary>
    Sampling,
}
