using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Tests.Networks.Cpu.Plan;

public class WorkerTeamTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void Every_part_is_run_once_by_a_worker_of_the_team(int workers)
    {
        using var team = new WorkerTeam(workers);
        int[] runs = new int[1000];
        for (int repeat = 0; repeat < 20; repeat++)
            team.Run(runs.Length, (part, worker) =>
            {
                Assert.InRange(worker, 0, workers - 1);
                Interlocked.Increment(ref runs[part]);
            });

        Assert.All(runs, count => Assert.Equal(20, count));
    }

    [Fact]
    public void A_failure_in_a_part_is_thrown_to_the_caller_and_the_team_lives_on()
    {
        using var team = new WorkerTeam(3);

        Assert.Throws<InvalidOperationException>(() => team.Run(50, (part, _) =>
        {
            if (part == 17) throw new InvalidOperationException("part 17");
        }));

        int runs = 0;
        team.Run(50, (_, _) => Interlocked.Increment(ref runs));
        Assert.Equal(50, runs);
    }
}
