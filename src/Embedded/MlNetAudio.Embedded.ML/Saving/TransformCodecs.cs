using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML.Data;

/// <summary>Steps that are no predictors, in a model file.</summary>
internal static class TransformCodecs
{
    public static IEnumerable<ComponentCodec> All =>
    [
        ComponentCodec.Of<ITransformerSequence>("chain",
            (writer, chain) => writer.List(chain.Steps, step =>
            {
                writer.Int((int)step.Scope);
                writer.Component(step.Transformer);
            }),
            reader =>
            {
                var steps = reader.List(() => (Scope: (TransformerScope)reader.Int(), Transformer: reader.Component<ITransformer>()));
                return new TransformerChain<ITransformer>(steps.Select(step => step.Transformer), steps.Select(step => step.Scope));
            }),
        ComponentCodec.Of<ColumnConcatenatingTransformer>("concatenate",
            (writer, step) =>
            {
                writer.Text(step.Output);
                writer.Values(step.Inputs);
            },
            reader => new(reader.Environment, reader.Text(), reader.Values<string>())),
        ComponentCodec.Of<ColumnCopyingTransformer>("copy", (writer, step) => Pairs(writer, step), reader => new(reader.Environment, Pairs(reader))),
        ComponentCodec.Of<ColumnSelectingTransformer>("select",
            (writer, step) =>
            {
                writer.Values(step.Selection.Names);
                writer.Bool(step.Selection.Drops);
                writer.Bool(step.Selection.KeepsHidden);
            },
            reader => new(new ColumnSelection(reader.Values<string>(), reader.Bool(), reader.Bool()))),
        ComponentCodec.Of<NormalizingTransformer>("normalize",
            (writer, step) =>
            {
                Pairs(writer, step);
                foreach (IColumnNormalizer normalizer in step.Normalizers) normalizer.Write(writer);
            },
            reader =>
            {
                var pairs = Pairs(reader);
                return new(reader.Environment, pairs, Array.ConvertAll(pairs, _ => NormalizerFitting.Read(reader)));
            }),
        ComponentCodec.Of<MissingValueReplacingTransformer>("replace-missing",
            (writer, step) =>
            {
                Pairs(writer, step);
                foreach (double[] values in step.Replacements) writer.Values(values);
            },
            reader =>
            {
                var pairs = Pairs(reader);
                return new(reader.Environment, pairs, Array.ConvertAll(pairs, _ => reader.Values<double>()));
            }),
        ComponentCodec.Of<ValueToKeyMappingTransformer>("value-to-key",
            (writer, step) =>
            {
                Pairs(writer, step);
                writer.Bool(step.AnnotatesAsText);
                foreach (TermMap terms in step.TermsOfColumns)
                {
                    writer.Type(terms.ItemType);
                    terms.Write(writer);
                }
            },
            reader =>
            {
                var pairs = Pairs(reader);
                bool asText = reader.Bool();
                return new(reader.Environment, pairs, Array.ConvertAll(pairs, _ => Terms.Read(reader, (PrimitiveDataViewType)reader.Type())), asText);
            }),
        ComponentCodec.Of<KeyToValueMappingTransformer>("key-to-value", (writer, step) => Pairs(writer, step), reader => new(reader.Environment, Pairs(reader))),
        ComponentCodec.Of<LpNormNormalizingTransformer>("row-norm",
            (writer, step) =>
            {
                Pairs(writer, step);
                writer.Int((int)step.Norm.Function);
                writer.Bool(step.Norm.TakesMeanOff);
                writer.Single(step.Norm.Scale);
            },
            reader => new(reader.Environment, Pairs(reader), new((LpNormNormalizingEstimatorBase.NormFunction)reader.Int(), reader.Bool(), reader.Single()))),
        ComponentCodec.Of<TypeConvertingTransformer>("convert",
            (writer, step) =>
            {
                Pairs(writer, step);
                writer.Int((int)step.OutputKind);
            },
            reader => new(reader.Environment, Pairs(reader), (DataKind)reader.Int())),
        ComponentCodec.Of<OnnxTransformer>("onnx",
            (writer, step) =>
            {
                writer.Bytes(step.ModelBytes());
                writer.Values([.. step.Model.Inputs.Select(input => input.Name)]);
                writer.Values([.. step.Model.Outputs.Select(output => output.Name)]);
                var shapes = step.Options.ShapeDictionary ?? new Dictionary<string, int[]>();
                writer.List([.. shapes], shape =>
                {
                    writer.Text(shape.Key);
                    writer.Values(shape.Value);
                });
            },
            reader =>
            {
                byte[] bytes = reader.Bytes();
                var options = new OnnxOptions { InputColumns = reader.Values<string>(), OutputColumns = reader.Values<string>() };
                var shapes = reader.List(() => (Name: reader.Text(), Shape: reader.Values<int>()));
                if (shapes.Length > 0) options.ShapeDictionary = shapes.ToDictionary(shape => shape.Name, shape => shape.Shape);
                return new(reader.Environment, options, bytes);
            }),
        ComponentCodec.Of<ICustomMapping>("custom",
            (writer, step) => writer.Text(string.IsNullOrEmpty(step.ContractName)
                ? throw new InvalidOperationException("Empty contract name for a transform: the transform cannot be saved")
                : step.ContractName),
            reader => (ICustomMapping)CustomMappingFactories.Create(reader.Environment, reader.Text())),
    ];

    private static void Pairs(ModelWriter writer, OneToOneTransformerBase step) => writer.List(step.Pairs, pair =>
    {
        writer.Text(pair.outputColumnName);
        writer.Text(pair.inputColumnName);
    });

    private static (string outputColumnName, string inputColumnName)[] Pairs(ModelReader reader) => reader.List(() => (reader.Text(), reader.Text()));
}
