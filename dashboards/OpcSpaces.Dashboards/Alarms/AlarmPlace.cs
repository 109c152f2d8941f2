using OpcSpaces.Answers.Alarms;

namespace OpcSpaces.Dashboards.Alarms;

/// <summary>Where an alarm is, as ids that stand on plans and gateways.</summary>
internal static class AlarmPlace
{
    public static string Of(AlarmSubjectAnswer subject) => string.Join(" · ", ((string?[])[subject.Zone, subject.Id]).Where(part => part is { Length: > 0 }).Distinct());
}
