using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpcSpaces.Projections.Expiry;

namespace OpcSpaces.Cloud.Settings;

/// <summary>How long each kind of data is kept. The numbers of days are our defaults: no statute gives one (Personal Information Protection Law, art. 19: the shortest time that the purpose needs).</summary>
public sealed class PrivacyOptions
{
    /// <summary>Whom people ask about their personal information, for the notice; null where nobody has entered it.</summary>
    public string? Contact { get; set; }

    /// <summary>Content of batches in the journal, since they were received. Number, time span and hash stay for ever.</summary>
    [Range(1, 3_650)]
    public int RawDays { get; set; } = 30;

    /// <summary>For so many days more, that content stays where something holds it back: an hour that is not closed because a gateway is faulty, or a projection that has stopped.</summary>
    [Range(1, 3_650)]
    public int RawHeldDays { get; set; } = 15;

    /// <summary>Readings of desks, rooms and doors in the series, and dead letters: they may tell when one person was there. A month at most, as long as a pseudonym lives.</summary>
    [Range(1, 31)]
    public int PersonalDays { get; set; } = 30;

    /// <summary>Readings of meters, of the air and of gateways in the series.</summary>
    [Range(1, 36_500)]
    public int SeriesDays { get; set; } = 400;

    /// <summary>The log of sign-ins and of changes of accounts; the database keeps the last half year in any case.</summary>
    [Range(180, 3_650)]
    public int AccessLogDays { get; set; } = 180;

    /// <summary>Alarms with what happened to them, since they were cleared.</summary>
    [Range(1, 36_500)]
    public int AlarmDays { get; set; } = 400;

    /// <summary>Usage records: so many whole years of the community's calendar before the present one. The end of the audit period.</summary>
    [Range(1, 100)]
    public int UsageYears { get; set; } = 10;

    /// <summary>How often what is due is deleted.</summary>
    [Range(1, 1_440)]
    public int EveryMinutes { get; set; } = 60;

    /// <summary>The steps in which content leaves the journal.</summary>
    [ValidateObjectMembers]
    public RawExpiryOptions RawExpiry { get; set; } = new();
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class PrivacyOptionsValidator : IValidateOptions<PrivacyOptions>;
