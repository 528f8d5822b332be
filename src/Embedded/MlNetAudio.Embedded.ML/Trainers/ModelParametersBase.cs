namespace Microsoft.ML.Trainers;

/// <summary>What a trainer has learned: maps features to <typeparamref name="TOutput"/>.</summary>
public abstract class ModelParametersBase<TOutput> : ICanSaveModel
{
    private protected ModelParametersBase()
    {
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(this);
}
