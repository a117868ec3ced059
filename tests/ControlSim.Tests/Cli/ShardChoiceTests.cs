using ControlSim.Cli;

namespace ControlSim.Tests.Cli;

public sealed class ShardChoiceTests
{
    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID", "3", 3)]
    [InlineData("JOB_COMPLETION_INDEX", "0", 0)]
    [InlineData("PBS_ARRAY_INDEX", "7", 7)]
    [InlineData("SGE_TASK_ID", "1", 0)]
    [InlineData("PARALLEL_SEQ", "8", 7)]
    [InlineData("AWS_BATCH_JOB_ARRAY_INDEX", "2", 2)]
    public void A_scheduler_s_variable_is_enough_with_the_number_of_shards(string name, string value, int index)
    {
        var choice = ShardChoice.Of(null, 8, n => n == name ? value : null);
        Assert.Equal((index, 8, name), (choice.Index, choice.Count, choice.From));
    }

    [Fact]
    public void The_option_wins_and_other_variables_are_not_looked_at()
    {
        Assert.Equal(new ShardChoice(2, 5, "--shard"), ShardChoice.Of("2/5", null, _ => "4"));
        Assert.Equal(1, ShardChoice.Of(null, 3, n => n == "SLURM_ARRAY_TASK_ID" ? "1" : n == "SLURM_ARRAY_TASK_COUNT" ? "2" : null).Index);
        Assert.Equal(1, ShardChoice.Of(null, 3, n => n == "SLURM_ARRAY_TASK_ID" ? "1" : n == "SGE_TASK_ID" ? "undefined" : null).Index);
    }

    [Theory]
    [InlineData("5/5", null, "")]
    [InlineData("1", null, "")]
    [InlineData("a/b", null, "")]
    [InlineData("1/4", 5, "")]
    [InlineData(null, 8, "")]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=1")]
    [InlineData(null, 2, "SLURM_ARRAY_TASK_ID=2")]
    [InlineData(null, 8, "SLURM_ARRAY_TASK_ID=2 PARALLEL_SEQ=2")]
    [InlineData(null, 8, "SGE_TASK_ID=0")]
    public void What_does_not_say_one_shard_is_refused(string? shard, int? shards, string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(v => v.Split('=')[0], v => v.Split('=')[1]);
        Assert.Throws<UsageException>(() => ShardChoice.Of(shard, shards, n => variables.GetValueOrDefault(n)));
    }
}
