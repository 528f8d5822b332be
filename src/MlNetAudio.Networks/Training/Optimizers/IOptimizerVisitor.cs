namespace MlNetAudio.Networks.Training.Optimizers;

/// <summary>What a backend answers for every optimiser; a new one does not compile until each backend has an answer.</summary>
public interface IOptimizerVisitor<out T>
{
    T Visit(SgdOptions options);

    T Visit(AdamOptions options);

    T Visit(AdamWOptions options);

    T Visit(RmsPropOptions options);
}
