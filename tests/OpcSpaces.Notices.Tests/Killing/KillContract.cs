using System.Globalization;
using OpcSpaces.Notices.Tests.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Killing;

/// <summary>A process that delivers is killed: nothing is lost, the order stays, and what comes twice has one id.</summary>
public abstract class KillContract : IAsyncLifetime
{
    private const int Notices = 12;
    private readonly TemporaryDirectory _folder = new("killed");
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _folder.Dispose();
    }

    protected abstract string? Postgres();

    [Fact]
    public async Task Killed_between_sending_and_storing_the_same_id_comes_again_before_what_follows()
    {
        var postgres = Postgres();
        foreach (var dies in (int[])[1, 3])
        {
            await using var victim = Start(postgres, dies);
            await victim.WaitForExitAsync();
            Assert.True(victim.ExitCode == 137, victim.Log);
        }

        await using var last = Start(postgres, 0);
        await CompleteAsync(last);
        // The first died with alarm:0 on its way, the second with alarm:2.
        Assert.Equal(["alarm:0", "alarm:0", "alarm:1", "alarm:2", "alarm:2", "alarm:3"], _receiver.All.Take(6).Select(it => it.NoticeId));
        CheckAll();
    }

    [Fact]
    public async Task Killed_at_random_moments_nothing_is_lost()
    {
        var (seed, postgres) = (Seed.Take(nameof(KillContract)), Postgres());
        await seed.RunAsync(async () =>
        {
            var random = seed.CreateRandom();
            for (var round = 0; round < Soak.Rounds(4, 60); round++)
            {
                await using var victim = Start(postgres, 0);
                var wanted = _receiver.All.Count + random.Next(0, 4);
                await Eventually.ThatAsync(() => victim.HasExited || (victim.Log.Contains("added", StringComparison.Ordinal) && _receiver.All.Count >= Math.Min(wanted, Notices)), Eventually.Patience, $"message {wanted}", () => victim.Log);
                victim.Kill();
            }

            await using var last = Start(postgres, 0);
            await CompleteAsync(last);
            CheckAll();
        });
    }

    private async Task CompleteAsync(ServerProcess victim) =>
        await Eventually.ThatAsync(() => _receiver.All.Select(it => it.NoticeId).Distinct().Count() == Notices, Eventually.Patience, "every notice", () => victim.Log);

    // Each at least once, first appearances in order, and a repetition right behind what it repeats with the same id.
    private void CheckAll()
    {
        var all = _receiver.All;
        Assert.Equal(Enumerable.Range(0, Notices).Select(i => $"alarm:{i}"), all.Select(it => it.NoticeId).Distinct());
        foreach (var notice in all.GroupBy(it => it.NoticeId)) Assert.Single(notice.Select(it => it.MessageId).Distinct());
        Assert.Equal(Notices, all.Select(it => it.MessageId).Distinct().Count());
        var runs = all.Zip(all.Skip(1)).Count(pair => pair.First.NoticeId != pair.Second.NoticeId) + 1;
        Assert.Equal(Notices, runs);
    }

    private ServerProcess Start(string? postgres, int dies) => ServerProcess.Start(
        "dotnet", [typeof(KillContract).Assembly.Location, _folder.FullPath, postgres ?? "-", _receiver.Address.ToString(), Notices.ToString(CultureInfo.InvariantCulture), dies.ToString(CultureInfo.InvariantCulture)]);
}
