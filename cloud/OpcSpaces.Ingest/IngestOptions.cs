using System.ComponentModel.DataAnnotations;
using OpcSpaces.Timing;

namespace OpcSpaces.Ingest;

/// <summary>How the cloud listens, how large its groups are, and how much memory it may take. The defaults are the ones that were measured.</summary>
public sealed class IngestOptions : IValidatableObject
{
    /// <summary>Where the host's state is kept.</summary>
    [Required]
    public string DataDirectory { get; set; } = "";

    /// <summary>Id of this Sparkplug host application; gateways name it as their primary host.</summary>
    [Required]
    public string HostId { get; set; } = "opcspaces";

    /// <summary>Communities (Sparkplug groups) to listen to; empty means all.</summary>
    public List<string> Communities { get; set; } = [];

    /// <summary>Messages that may wait for the ingest loop before reading from the broker pauses.</summary>
    [Range(1, 1_000_000)]
    public int InboxMessages { get; set; } = 8_192;

    /// <summary>Bytes that may wait for the ingest loop before reading from the broker pauses.</summary>
    [Range(1_024, 1_073_741_824)]
    public int InboxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Entries of one journal transaction.</summary>
    [Range(1, 100_000)]
    public int GroupEntries { get; set; } = 512;

    /// <summary>Bytes of one journal transaction.</summary>
    [Range(1_024, 1_073_741_824)]
    public int GroupBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The shortest time between two groups that are not full, so that many small messages share a commit. A message after a quiet time does not wait.</summary>
    [Range(0, 1_000)]
    public int GatherMs { get; set; } = 20;

    /// <summary>Pause between two watermarks to one gateway, unless <see cref="WatermarkBatches"/> have become durable since.</summary>
    [Range(1, 60_000)]
    public int WatermarkIntervalMs { get; set; } = 50;

    [Range(1, 100_000)]
    public int WatermarkBatches { get; set; } = 16;

    /// <summary>Pause between two answers to one gateway whose batches come after a missing one.</summary>
    [Range(1, 600_000)]
    public int HoleAnswerIntervalMs { get; set; } = 500;

    /// <summary>How often the timers of sessions and watermarks are checked.</summary>
    [Range(1, 60_000)]
    public int TickMs { get; set; } = 50;

    /// <summary>Pause after a first failed journal write; doubles up to <see cref="LongestJournalPauseMs"/>.</summary>
    [Range(1, 600_000)]
    public int FirstJournalPauseMs { get; set; } = 250;

    [Range(1, 600_000)]
    public int LongestJournalPauseMs { get; set; } = 30_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        PauseRange.Validate(FirstJournalPauseMs, LongestJournalPauseMs, nameof(FirstJournalPauseMs), nameof(LongestJournalPauseMs));
}
