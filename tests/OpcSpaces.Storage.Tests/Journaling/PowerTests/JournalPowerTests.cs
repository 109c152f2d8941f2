using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;
using Xunit.Abstractions;

namespace OpcSpaces.Storage.Tests.Journaling.PowerTests;

/// <summary>The journal over a disk that drops and tears what was not synced.</summary>
public sealed class JournalPowerTests(ITestOutputHelper output) : IDisposable
{
    // Several journals one after the other, because every crash reads the whole journal back.
    private const int Journals = 10;
    private const int Crashes = 50;
    private readonly TemporaryDirectory _directory = new("journal-power");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_acknowledged_group_survives_a_power_loss_complete_and_in_order(bool syncsFail)
    {
        var seed = Seed.Take(nameof(Every_acknowledged_group_survives_a_power_loss_complete_and_in_order));
        for (var round = 0; round < Soak.Rounds(usual: Journals, soak: 100 * Journals); round++)
        {
            using var vfs = FaultyVfs.Register(seed.CreateRandom(round));
            var trial = new JournalPowerTrial(vfs, _directory.File("journal.db"), seed.CreateRandom(-1 - round), syncsFail);
            var loss = trial.Run(Crashes);
            Assert.True(loss is null, $"{loss} [{seed}]");
            output.WriteLine($"{trial.Crashes} crashes, {trial.Entries} entries, {trial.RefusedAppends} refused, {vfs.Disk.Operations} operations");
            Assert.True(trial.Entries > Crashes, $"only {trial.Entries} entries were acknowledged");
            Assert.Equal(syncsFail, trial.RefusedAppends > 0);
        }
    }

    [Fact]
    public void The_same_trial_finds_the_loss_on_a_disk_that_lies_about_sync()
    {
        var seed = Seed.Take(nameof(The_same_trial_finds_the_loss_on_a_disk_that_lies_about_sync));
        using var vfs = FaultyVfs.Register(seed.CreateRandom());
        vfs.Disk.LiesAboutSync = true;
        var trial = new JournalPowerTrial(vfs, _directory.File("journal.db"), seed.CreateRandom(1), syncsFail: false);
        var loss = trial.Run(Crashes);
        output.WriteLine($"{loss}");
        seed.Run(() => Assert.NotNull(loss));
    }

    [Fact]
    public void A_full_disk_refuses_the_whole_group_and_accepts_it_when_there_is_room_again()
    {
        using var vfs = FaultyVfs.Register(new Random(1));
        using var journal = new Journal(new JournalOptions { Path = _directory.File("journal.db"), Vfs = vfs.Name });
        journal.Append([Drafts.Data("opc/a", 7, 1)]);
        List<JournalDraft> group = [Drafts.Data("opc/a", 7, 2, bytes: 30_000), Drafts.Data("opc/b", 9, 1, bytes: 30_000)];

        vfs.Disk.CapacityBytes = vfs.Disk.UsedBytes + 20_000;
        Assert.Throws<JournalUnavailableException>(() => journal.Append(group));
        Assert.Equal(1, journal.LastId);
        Assert.Equal([new StreamPosition("opc/a", 7, 1)], journal.Streams());

        vfs.Disk.CapacityBytes = null;
        Assert.Equal(3, journal.Append(group));
        Assert.Equal(group.Select(Drafts.Describe), journal.Read(1, 10).Select(Drafts.Describe));
    }
}
