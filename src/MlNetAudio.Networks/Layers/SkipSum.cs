namespace MlNetAudio.Networks.Layers;

/// <summary>
/// The stack of WaveNet (van den Oord et al. 2016): each block reads what the one before passed on, xᵢ₊₁ = xᵢ + residualᵢ(zᵢ) with zᵢ = bodyᵢ(xᵢ), and the output is Σ skipᵢ(zᵢ).
/// Parameters are named "0.body…", "0.residual…", "0.skip…".
/// </summary>
public sealed record SkipSum : LayerSpec
{
    /// <exception cref="ShapeException">There is no block, or the last one has a residual that nothing would read.</exception>
    public SkipSum(params IReadOnlyList<SkipBlock> blocks)
    {
        if (blocks.Count == 0) throw new ShapeException("A SkipSum needs at least one block.");
        if (blocks[^1].Residual is not null) throw new ShapeException("The last block of a SkipSum passes nothing on; leave its Residual out.");
        Blocks = new SpecList<SkipBlock>(blocks);
    }

    public IReadOnlyList<SkipBlock> Blocks { get; }

    public override Shape InferOutput(Shape input)
    {
        Shape? sum = null;
        for (int i = 0; i < Blocks.Count; i++)
        {
            Shape z = Blocks[i].Body.InferOutput(input), passed = Blocks[i].Residual?.InferOutput(z) ?? z, skip = Blocks[i].Skip?.InferOutput(z) ?? z;
            if (i < Blocks.Count - 1 && !passed.Equals(input)) throw new ShapeException($"Block {i} of {this} receives {input} but would add {passed} to it; give it a Residual that makes {input}.");
            sum ??= skip;
            if (!skip.Equals(sum)) throw new ShapeException($"Block {i} of {this} contributes {skip}, but the blocks before {sum}; give it a Skip that makes {sum}.");
        }
        return sum!;
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time)
    {
        TimeAxis? sum = null;
        for (int i = 0; i < Blocks.Count; i++)
        {
            var z = Blocks[i].Body.InferOutput(input);
            var zTime = Blocks[i].Body.InferTime(input, time);
            TimeAxis? passed = Blocks[i].Residual is { } residual ? residual.TimeAfter(z, zTime) : zTime, skip = Blocks[i].Skip is { } layer ? layer.TimeAfter(z, zTime) : zTime;
            if (i == 0) sum = skip;
            if ((i < Blocks.Count - 1 && !Equals(passed, time)) || !Equals(skip, sum))
                throw new ShapeException($"Block {i} of {this} changes the steps of time, so it cannot be added to the others; give its layers stride 1 and a padding that keeps the length.");
        }
        return sum;
    }

    public override IReadOnlyList<TimeAxis?> ChildTimes(Shape input, TimeAxis time)
    {
        var times = new List<TimeAxis?>();
        foreach (var block in Blocks)
        {
            times.Add(time);
            var z = block.Body.InferTime(input, time);
            if (block.Residual is not null) times.Add(z);
            if (block.Skip is not null) times.Add(z);
        }
        return times;
    }

    /// <summary>For each block its body, then its residual and its skip where it has them.</summary>
    public override IReadOnlyList<ChildLayer> Children(Shape input)
    {
        var children = new List<ChildLayer>();
        for (int i = 0; i < Blocks.Count; i++)
        {
            var z = Blocks[i].Body.InferOutput(input);
            children.Add(new($"{i}.body", Blocks[i].Body, input));
            if (Blocks[i].Residual is { } residual) children.Add(new($"{i}.residual", residual, z));
            if (Blocks[i].Skip is { } skip) children.Add(new($"{i}.skip", skip, z));
        }
        return children;
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => $"SkipSum({Blocks.Count} blocks)";
}
