using OpcSpaces.Edge.Outbox;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;
using Xunit.Abstractions;

namespace OpcSpaces.Edge.Tests.Outbox.PowerTests;

/// <summary>The outbox over a disk that drops and tears what was not synced, over hundreds of power losses of one gateway.</summary>
public sealed class OutboxPowerTests(ITestOutputHelper output) : IDisposable
{
    // Several gateways one after the other, because every crash reads the whole outbox back.
    private const int Gateways = 5;
    private const int Crashes = 100;
    private readonly TemporaryDirectory _directory = new("outbox-power");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_that_was_called_durable_survives_and_the_chain_holds(bool syncsFail)
    {
        var seed = Seed.Take(nameof(Everything_that_was_called_durable_survives_and_the_chain_holds));
        for (var gateway = 0; gateway < Soak.Rounds(usual: Gateways, soak: 100 * Gateways); gateway++)
        {
            using var vfs = FaultyVfs.Register(seed.CreateRandom(gateway));
            var config = new OutboxConfig { Vfs = vfs.Name, RetainCommittedHours = 1 };
            var trial = new OutboxPowerTrial(vfs, _directory.FullPath, seed.CreateRandom(-1 - gateway), config, syncsFail);
            var loss = await trial.RunAsync(Crashes);
            output.WriteLine($"{trial.Crashes} crashes, {trial.Committed} batches, {trial.FailedCommits} refused, {vfs.Disk.Operations} operations");
            Assert.True(loss is null, $"{loss} [{seed}]");
            Assert.True(trial.Committed > Crashes, $"only {trial.Committed} batches were stored");
            Assert.True(trial.FailedCommits > 0 || !syncsFail, "no sync failed");
        }
    }

    [Fact]
    public async Task The_same_trial_finds_the_loss_where_commits_are_not_synced()
    {
        var seed = Seed.Take(nameof(The_same_trial_finds_the_loss_where_commits_are_not_synced));
        using var vfs = FaultyVfs.Register(seed.CreateRandom());
        var config = new OutboxConfig { Vfs = vfs.Name, SurvivesPowerLoss = false };
        var trial = new OutboxPowerTrial(vfs, _directory.FullPath, seed.CreateRandom(1), config, syncsFail: false);
        var loss = await trial.RunAsync(Crashes);
        output.WriteLine($"{loss}");
        Assert.True(loss is not null, $"nothing was lost [{seed}]");
    }
}
