using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>
/// Centred frames over a signal whose length is known only when the graph runs: 1 + ⌊samples / hop⌋ of them (1 + ⌊(samples − 1) / hop⌋ for an odd frame length),
/// frame i beginning at i·hop of the signal with Padding samples before and behind it.
/// </summary>
internal sealed class SymbolicFrames
{
    /// <summary>Beyond so many blocks a frame is gathered at once instead of summed block by block.</summary>
    private const int MostBlocks = 32;

    private readonly GraphBuilder _graph;
    private readonly string _scope, _pastLastStart, _end;

    /// <param name="waveform">[batch, samples].</param>
    public SymbolicFrames(GraphBuilder graph, string scope, string waveform, int frameLength, int hopLength)
    {
        (_graph, _scope, FrameLength, HopLength) = (graph, scope, frameLength, hopLength);
        string samples = graph.Extent($"{scope}/samples", waveform, axis: 1);
        string last = frameLength % 2 == 0 ? samples : graph.Subtract($"{scope}/last_centre", samples, graph.Integers(1));
        string hops = graph.Divide($"{scope}/hops", last, graph.Integers(hopLength));
        string lastStart = graph.Multiply($"{scope}/last_start", hops, graph.Integers(hopLength));
        _pastLastStart = graph.Add($"{scope}/past_last_start", lastStart, graph.Integers(1));
        _end = graph.Add($"{scope}/end", lastStart, graph.Integers(frameLength));
    }

    public int FrameLength { get; }

    public int HopLength { get; }

    /// <summary>Samples on either side.</summary>
    public int Padding => FrameLength / 2;

    /// <summary>Padded values [batch, Padding + samples + Padding] → the sum over each frame [batch, frames].</summary>
    public string Sums(string values) =>
        FrameLength % HopLength == 0 && FrameLength / HopLength <= MostBlocks ? SumsOfBlocks(values) : SumsOfGatheredFrames(values);

    /// <summary>Padded values → each frame's first [batch, frames].</summary>
    public string Firsts(string values) =>
        _graph.Add($"{_scope}/firsts", "Slice", [values, _graph.Integers(0), _pastLastStart, _graph.Integers(1), _graph.Integers(HopLength)]);

    /// <summary>Every block of one hop is summed once, however many frames share it.</summary>
    private string SumsOfBlocks(string values)
    {
        int blocks = FrameLength / HopLength;
        string used = _graph.Slice($"{_scope}/used", values, _graph.Integers(0), _end, axis: 1);
        string cut = _graph.Reshape($"{_scope}/blocks", used, 0, -1, HopLength);
        string blockSums = _graph.ReduceSum($"{_scope}/block_sums", cut, axis: 2, keepAxis: false);
        if (blocks == 1) return blockSums;
        string sum = Shifted(0);
        for (int j = 1; j < blocks; j++) sum = _graph.Add($"{_scope}/sum_of_{j + 1}", sum, Shifted(j));
        return sum;

        string Shifted(int j) => _graph.Slice($"{_scope}/block_{j}", blockSums, j, j == blocks - 1 ? GraphOperators.ToTheEnd : j + 1 - blocks, axis: 1);
    }

    private string SumsOfGatheredFrames(string values)
    {
        string pastLast = _graph.Squeeze($"{_scope}/past_last_start_scalar", _pastLastStart, axis: 0);
        string starts = _graph.Add($"{_scope}/starts", "Range", [_graph.Integer(0), pastLast, _graph.Integer(HopLength)]);
        string offsets = _graph.Add($"{_scope}/offsets", "Range", [_graph.Integer(0), _graph.Integer(FrameLength), _graph.Integer(1)]);
        string indices = _graph.Add($"{_scope}/indices", _graph.Unsqueeze($"{_scope}/starts_column", starts, axis: 1), offsets);
        return _graph.ReduceSum($"{_scope}/sums", _graph.Gather($"{_scope}/frames", values, indices, axis: 1), axis: 2, keepAxis: false);
    }
}
