namespace MlNetAudio.Networks.Layers;

/// <summary>One block of a <see cref="SkipSum"/>: z = body(x), passed on as x + residual(z), contributed as skip(z).</summary>
/// <param name="Body">From the block's input to z.</param>
/// <param name="Residual">Brings z to the input's shape; null: z itself. The last block passes nothing on and has none.</param>
/// <param name="Skip">Brings z to the shape of the sum; null: z itself.</param>
public sealed record SkipBlock(LayerSpec Body, LayerSpec? Residual = null, LayerSpec? Skip = null);
