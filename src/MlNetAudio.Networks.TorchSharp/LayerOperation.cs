using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>What a layer does with its input [batch, ...].</summary>
internal delegate Tensor LayerOperation(Tensor input, ForwardPass pass);
