using MlNetAudio.Datasets;
using MlNetAudio.Datasets.Splits;

namespace MlNetAudio.Tests.Datasets.Splits;

public class GroupPartitionTests
{
    [Fact]
    public void A_partition_with_every_label_in_every_part_is_found_wherever_one_exists()
    {
        int possible = 0, impossible = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            var table = Tangled(seed);
            double[] shares = seed % 2 == 0 ? [0.8, 0.2] : [0.6, 0.2, 0.2];
            bool exists = AnyPartitionCovers(table, shares.Length);

            GroupPartition.Find(table, shares, seed, out int missing);

            Assert.True(exists == (missing == 0), $"seed {seed}: a partition {(exists ? "exists" : "does not exist")}, {missing} missing");
            if (exists) possible++;
            else impossible++;
        }

        Assert.True(possible > 50 && impossible > 50, $"{possible} possible, {impossible} impossible");   // both answers are put to the test
    }

    /// <summary>4..7 groups, each in some of 2..4 labels: small enough to try every partition.</summary>
    private static GroupTable Tangled(int seed)
    {
        var random = new Random(seed);
        int groups = random.Next(4, 8), labels = random.Next(2, 5);
        List<Recording> recordings = [];
        for (int label = 0; label < labels; label++)
        {
            for (int index = 0; index < groups; index++)
            {
                bool held = index < 2 || random.Next(3) == 0;
                for (int i = 0; held && i < random.Next(1, 5); i++) recordings.Add(SomeDataset.Recording($"l{label}", $"g{(2 * label + index) % groups}", i));
            }
        }
        return GroupTable.Of(recordings);
    }

    private static bool AnyPartitionCovers(GroupTable table, int parts)
    {
        for (int code = 0; code < Math.Pow(parts, table.Count); code++)
        {
            HashSet<(int Label, int Part)> covered = [];
            for (int group = 0, rest = code; group < table.Count; group++, rest /= parts)
                foreach (int label in table.LabelsOf[group]) covered.Add((label, rest % parts));
            if (covered.Count == table.Labels.Count * parts) return true;
        }
        return false;
    }
}
