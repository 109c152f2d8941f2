namespace OpcSpaces.FirmwareSim.People.Calendar;

/// <summary>What a date is to people who work.</summary>
public enum DayKind
{
    /// <summary>A Monday to Friday, or a weekend day that makes up for a holiday (调休上班).</summary>
    Workday,

    Weekend,

    /// <summary>A public holiday or a day that was moved beside one.</summary>
    Holiday,
}
