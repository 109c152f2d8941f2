using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpcSpaces.Model.Alarms;

namespace OpcSpaces.Alarms.Settings;

/// <summary>When alarms are raised and cleared. <see cref="AlarmRules"/> says why each default is what it is.</summary>
public sealed class AlarmOptions : IValidatableObject
{
    private static readonly AlarmRules Usual = new();

    /// <summary>How often everything is judged.</summary>
    [Range(5, 300)]
    public int JudgeSeconds { get; set; } = 60;

    /// <inheritdoc cref="AlarmRules.GatewaySilentMinutes"/>
    [Range(1, 1_440)]
    public int GatewaySilentMinutes { get; set; } = Usual.GatewaySilentMinutes;

    /// <inheritdoc cref="AlarmRules.BacklogBatches"/>
    [Range(10, 100_000_000)]
    public int BacklogBatches { get; set; } = Usual.BacklogBatches;

    /// <inheritdoc cref="AlarmRules.BacklogMinutes"/>
    [Range(1, 1_440)]
    public int BacklogMinutes { get; set; } = Usual.BacklogMinutes;

    /// <inheritdoc cref="AlarmRules.ClockMinutes"/>
    [Range(1, 1_440)]
    public int ClockMinutes { get; set; } = Usual.ClockMinutes;

    /// <inheritdoc cref="AlarmRules.ClockAheadSeconds"/>
    [Range(5, 86_400)]
    public int ClockAheadSeconds { get; set; } = Usual.ClockAheadSeconds;

    /// <inheritdoc cref="AlarmRules.SensorMinutes"/>
    [Range(0, 1_440)]
    public int SensorMinutes { get; set; } = Usual.SensorMinutes;

    /// <inheritdoc cref="AlarmRules.NeverTriggeredDays"/>
    [ValidateObjectMembers]
    public ZoneKindOptions NeverTriggeredDays { get; set; } = ZoneKindOptions.Of(Usual.NeverTriggeredDays);

    /// <inheritdoc cref="AlarmRules.OccupiedHours"/>
    [ValidateObjectMembers]
    public ZoneKindOptions OccupiedHours { get; set; } = ZoneKindOptions.Of(Usual.OccupiedHours);

    /// <inheritdoc cref="AlarmRules.CoveragePercent"/>
    [Range(1, 99)]
    public int CoveragePercent { get; set; } = Usual.CoveragePercent;

    /// <inheritdoc cref="AlarmRules.CoverageClearPercent"/>
    [Range(1, 100)]
    public int CoverageClearPercent { get; set; } = Usual.CoverageClearPercent;

    /// <inheritdoc cref="AlarmRules.CoverageHours"/>
    [Range(1, 48)]
    public int CoverageHours { get; set; } = Usual.CoverageHours;

    /// <inheritdoc cref="AlarmRules.ProjectionMinutes"/>
    [Range(1, 1_440)]
    public int ProjectionMinutes { get; set; } = Usual.ProjectionMinutes;

    /// <inheritdoc cref="AlarmRules.AfterHoursWatts"/>
    [ValidateObjectMembers]
    public ZoneKindOptions AfterHoursWatts { get; set; } = ZoneKindOptions.Of(Usual.AfterHoursWatts);

    /// <inheritdoc cref="AlarmRules.AfterHoursGpuWatts"/>
    [Range(0, 1_000_000)]
    public int AfterHoursGpuWatts { get; set; } = Usual.AfterHoursGpuWatts;

    /// <inheritdoc cref="AlarmRules.AfterHoursHours"/>
    [Range(1, 48)]
    public int AfterHoursHours { get; set; } = Usual.AfterHoursHours;

    /// <inheritdoc cref="AlarmRules.Co2Ppm"/>
    [ValidateObjectMembers]
    public ZoneKindOptions Co2Ppm { get; set; } = ZoneKindOptions.Of(Usual.Co2Ppm);

    /// <inheritdoc cref="AlarmRules.Co2Minutes"/>
    [Range(0, 1_440)]
    public int Co2Minutes { get; set; } = Usual.Co2Minutes;

    /// <inheritdoc cref="AlarmRules.DoorHeldMinutes"/>
    [ValidateObjectMembers]
    public ZoneKindOptions DoorHeldMinutes { get; set; } = ZoneKindOptions.Of(Usual.DoorHeldMinutes);

    /// <inheritdoc cref="AlarmRules.LateHours"/>
    [Range(1, 8_760)]
    public int LateHours { get; set; } = Usual.LateHours;

    /// <inheritdoc cref="AlarmRules.DoorForcedMinutes"/>
    [Range(1, 1_440)]
    public int DoorForcedMinutes { get; set; } = Usual.DoorForcedMinutes;

    /// <inheritdoc cref="AlarmRules.OverCapacityMinutes"/>
    [ValidateObjectMembers]
    public ZoneKindOptions OverCapacityMinutes { get; set; } = ZoneKindOptions.Of(Usual.OverCapacityMinutes);

    /// <inheritdoc cref="AlarmRules.OverCapacityPercent"/>
    [Range(0, 1_000)]
    public int OverCapacityPercent { get; set; } = Usual.OverCapacityPercent;

    /// <inheritdoc cref="AlarmRules.ClearMinutes"/>
    [Range(0, 1_440)]
    public int ClearMinutes { get; set; } = Usual.ClearMinutes;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CoverageClearPercent < CoveragePercent)
            yield return new ValidationResult($"{nameof(CoverageClearPercent)} {CoverageClearPercent} must not be below {nameof(CoveragePercent)} {CoveragePercent}", [nameof(CoverageClearPercent)]);
    }

    /// <summary>The thresholds for a judgement.</summary>
    public AlarmRules ToRules() => new()
    {
        GatewaySilentMinutes = GatewaySilentMinutes,
        BacklogBatches = BacklogBatches,
        BacklogMinutes = BacklogMinutes,
        ClockMinutes = ClockMinutes,
        ClockAheadSeconds = ClockAheadSeconds,
        SensorMinutes = SensorMinutes,
        NeverTriggeredDays = NeverTriggeredDays.ToThresholds(),
        OccupiedHours = OccupiedHours.ToThresholds(),
        CoveragePercent = CoveragePercent,
        CoverageClearPercent = CoverageClearPercent,
        CoverageHours = CoverageHours,
        ProjectionMinutes = ProjectionMinutes,
        AfterHoursWatts = AfterHoursWatts.ToThresholds(),
        AfterHoursGpuWatts = AfterHoursGpuWatts,
        AfterHoursHours = AfterHoursHours,
        Co2Ppm = Co2Ppm.ToThresholds(),
        Co2Minutes = Co2Minutes,
        DoorHeldMinutes = DoorHeldMinutes.ToThresholds(),
        LateHours = LateHours,
        DoorForcedMinutes = DoorForcedMinutes,
        OverCapacityMinutes = OverCapacityMinutes.ToThresholds(),
        OverCapacityPercent = OverCapacityPercent,
        ClearMinutes = ClearMinutes,
    };
}

/// <summary>A threshold by the purpose of the zone; 0 judges none of that kind.</summary>
public sealed class ZoneKindOptions
{
    [Range(0, 1_000_000)]
    public int OpenArea { get; set; }

    [Range(0, 1_000_000)]
    public int PrivateOffice { get; set; }

    [Range(0, 1_000_000)]
    public int MeetingRoom { get; set; }

    [Range(0, 1_000_000)]
    public int PublicService { get; set; }

    internal static ZoneKindOptions Of(in ByZoneKind kinds) => new() { OpenArea = kinds.OpenArea, PrivateOffice = kinds.PrivateOffice, MeetingRoom = kinds.MeetingRoom, PublicService = kinds.PublicService };

    internal ByZoneKind ToThresholds() => new(OpenArea, PrivateOffice, MeetingRoom, PublicService);
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class AlarmOptionsValidator : IValidateOptions<AlarmOptions>;

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class ZoneKindOptionsValidator : IValidateOptions<ZoneKindOptions>;
