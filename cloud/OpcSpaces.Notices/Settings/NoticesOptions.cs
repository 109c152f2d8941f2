using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpcSpaces.Databases;
using OpcSpaces.Timing;

namespace OpcSpaces.Notices.Settings;

/// <summary>How notices are delivered, and where they are kept.</summary>
public sealed class NoticesOptions : DatabasePlace, IValidatableObject
{
    /// <summary>So many messages are on their way at the same time. A channel sends one at a time.</summary>
    [Range(1, 256)]
    public int Parallel { get; set; } = 16;

    /// <summary>A receiver has so long to take a message, from the look-up of its name to the end of its answer.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>The first pause after a failure, at most; it doubles with each failure in a row.</summary>
    [Range(100, 3_600_000)]
    public int FirstPauseMs { get; set; } = 5_000;

    /// <summary>The longest pause between two attempts.</summary>
    [Range(100, 3_600_000)]
    public int LongestPauseMs { get; set; } = 3_600_000;

    /// <summary>A message is given up when it could not be delivered for so long, and never before.</summary>
    [Range(1, 365)]
    public int GiveUpDays { get; set; } = 7;

    /// <summary>Notices are removed after so long, when no channel waits to send them. Longer than two months, so that a monthly report is not made twice.</summary>
    [Range(62, 3_650)]
    public int KeepDays { get; set; } = 400;

    /// <summary>So many channels a community has at most.</summary>
    [Range(1, 1_000)]
    public int MostChannels { get; set; } = 50;

    /// <summary>Whether each community gets a report about each month.</summary>
    public bool MonthlyReports { get; set; } = true;

    /// <summary>
    /// Names of hosts and networks (such as <c>10.0.7.0/24</c>) that may receive messages although their addresses are not public, and without TLS.
    /// All other receivers must have public addresses and https.
    /// </summary>
    public List<string> AllowedReceivers { get; set; } = [];

    /// <summary>The mail server; null where no e-mail is sent.</summary>
    public SmtpOptions? Smtp { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        PauseRange.Validate(FirstPauseMs, LongestPauseMs, nameof(FirstPauseMs), nameof(LongestPauseMs));
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class NoticesOptionsValidator : IValidateOptions<NoticesOptions>;
