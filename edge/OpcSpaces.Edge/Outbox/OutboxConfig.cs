using OpcSpaces.Settings;
namespace OpcSpaces.Edge.Outbox;

/// <summary>How much the outbox keeps, and how safely it writes.</summary>
public sealed record OutboxConfig
{
    /// <summary>The most content of rows, in MiB. Above it old telemetry gives way to tombstones. The file may be half as large again, and the write-ahead log adds up to 2 MiB.</summary>
    public int DiskBudgetMegabytes { get; init; } = 512;

    /// <summary>Committed batches are kept for this many hours of running time, in case the cloud is restored from a backup.</summary>
    public int RetainCommittedHours { get; init; } = 24;

    /// <summary>The number of newest readings that are kept in memory while the disk refuses writes.</summary>
    public int MaxUnsavedReadings { get; init; } = 20_000;

    /// <summary>Seconds between two durable marks "observed until". After a crash the time since the last mark is unknown.</summary>
    public int MarkSeconds { get; init; } = 60;

    /// <summary>True syncs each commit to the disk. False survives a killed process, but not a power cut (for simulated cities on one disk).</summary>
    public bool SurvivesPowerLoss { get; init; } = true;

    /// <summary>The name of the SQLite VFS; empty for the default.</summary>
    public string Vfs { get; init; } = "";

    internal static OutboxConfig From(SettingsSection outbox)
    {
        var defaults = new OutboxConfig();
        return new OutboxConfig
        {
            DiskBudgetMegabytes = outbox.Number("diskBudgetMegabytes", defaults.DiskBudgetMegabytes),
            RetainCommittedHours = outbox.Number("retainCommittedHours", defaults.RetainCommittedHours),
            MaxUnsavedReadings = outbox.Number("maxUnsavedReadings", defaults.MaxUnsavedReadings),
            MarkSeconds = outbox.Number("markSeconds", defaults.MarkSeconds),
            SurvivesPowerLoss = outbox.Truth("survivesPowerLoss", defaults.SurvivesPowerLoss),
            Vfs = outbox.Text("vfs", defaults.Vfs),
        };
    }

    internal void Check(SettingsRules rules)
    {
        rules.Within("diskBudgetMegabytes", DiskBudgetMegabytes, 1, 1_000_000);
        rules.Within("retainCommittedHours", RetainCommittedHours, 0, 24 * 366);
        rules.Within("maxUnsavedReadings", MaxUnsavedReadings, 100, 10_000_000);
        rules.Within("markSeconds", MarkSeconds, 1, 3600);
    }
}
