using System.Globalization;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Testing;

namespace OpcSpaces.Registry.Tests.Killing;

/// <summary>A process that changes the registry is killed at every step, and at random moments: nothing that was answered is lost, nothing is there twice.</summary>
public abstract class KillContract : IDisposable
{
    // More than one part of a change set.
    private const int ManyRows = 3_000;
    private readonly TemporaryDirectory _folder = new("registry");

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract string? Postgres();

    [Theory]
    [InlineData(nameof(CommitStep.RowsWritten), 1, 2)]
    [InlineData(nameof(CommitStep.BeforeCommit), 1, 2)]
    [InlineData(nameof(CommitStep.Committed), 1, 3)]
    [InlineData(nameof(CommitStep.Journaled), 1, 3)]
    [InlineData(nameof(CommitStep.Committed), ManyRows, 3)]
    [InlineData(nameof(CommitStep.PartJournaled), ManyRows, 3)]
    public async Task Killed_at_a_step_nothing_answered_is_lost(string step, int rows, long expected)
    {
        var postgres = Postgres();
        await using (var victim = Start(postgres, step, 3, rows))
        {
            await victim.WaitForExitAsync();
            Assert.Equal(137, victim.ExitCode);
            Assert.Equal(["answered 1", "answered 2"], Answers(victim));
        }

        Check(postgres, expected);
        // The next process goes on where this one ended.
        await using var next = Start(postgres, "-", 2, rows);
        await next.WaitForExitAsync();
        Assert.True(next.ExitCode == 0, next.Log);
        Check(postgres, expected + 2);
    }

    [Fact]
    public async Task Killed_at_random_moments_nothing_answered_is_lost()
    {
        var (seed, postgres, answered) = (Seed.Take(nameof(KillContract)), Postgres(), 0L);
        await seed.RunAsync(async () =>
        {
            var random = seed.CreateRandom();
            for (var round = 0; round < Soak.Rounds(4, 60); round++)
            {
                await using var victim = Start(postgres, "-", 10_000, random.Next(1, 300));
                // After some answers, and then at any moment of the next change.
                var wanted = answered + random.Next(1, 6);
                await Eventually.ThatAsync(() => victim.HasExited || LastAnswer(victim) >= wanted, Eventually.Patience, $"answer {wanted}", () => victim.Log);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 40)), TimeProvider.System);
                victim.Kill();
                answered = Check(postgres, null, atLeast: LastAnswer(victim));
            }
        });
    }

    private static ServerProcess Run(string folder, string? postgres, string step, int changes, int rows) => ServerProcess.Start(
        "dotnet", [typeof(KillContract).Assembly.Location, folder, postgres ?? "-", step, changes.ToString(CultureInfo.InvariantCulture), rows.ToString(CultureInfo.InvariantCulture)]);

    private static IReadOnlyList<string> Answers(ServerProcess victim) => [.. victim.Log.Split('\n').Where(line => line.StartsWith("answered", StringComparison.Ordinal))];

    private static long LastAnswer(ServerProcess victim) =>
        Answers(victim) is [.., var last] ? long.Parse(last.Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    private ServerProcess Start(string? postgres, string step, int changes, int rows) => Run(_folder.FullPath, postgres, step, changes, rows);

    /// <summary>Opens the registry as a start does; database and journal agree, version by version.</summary>
    private long Check(string? postgres, long? expected, long atLeast = 0)
    {
        using var bench = new RegistryBench(_folder.FullPath, postgres);
        Assert.True(bench.Store.Settle());
        var version = bench.Reader.Version;
        Assert.Equal(expected ?? version, version);
        Assert.True(version >= atLeast, $"version {atLeast} was answered, and the registry is at {version}");
        // The fold refuses a version that is missing and one that comes twice.
        var fold = bench.Fold();
        Assert.Equal(version, fold.Version);
        Assert.Equal(bench.Reader.Rows(null).Lines(), fold.Rows.Lines());
        return version;
    }
}

public sealed class SqliteKillTests : KillContract
{
    protected override string? Postgres() => null;
}

[Collection(Databases.PostgresTests.Name)]
public sealed class PostgresKillTests(Databases.PostgresFixture fixture) : KillContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}
