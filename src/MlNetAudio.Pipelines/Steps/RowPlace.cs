namespace MlNetAudio.Pipelines.Steps;

/// <summary>Which row of a block the getters read; −1 before the first.</summary>
internal sealed class RowPlace
{
    private int _index = -1;

    /// <exception cref="InvalidOperationException">Read before the first row.</exception>
    public int Index
    {
        get => _index >= 0 ? _index : throw new InvalidOperationException("The cursor stands on no row; call MoveNext first.");
        set => _index = value;
    }

    /// <summary>Before the first row.</summary>
    public void Reset() => _index = -1;

    public int Next() => ++_index;
}
