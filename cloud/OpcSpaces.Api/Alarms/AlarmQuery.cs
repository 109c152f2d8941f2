using Microsoft.AspNetCore.Mvc;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Alarms;

namespace OpcSpaces.Api.Alarms;

/// <summary>Which alarms are asked for.</summary>
/// <param name="State">How far they are: <c>open</c>, <c>acknowledged</c> or <c>cleared</c>; all where it is not given.</param>
/// <param name="Kind">What is wrong, such as <c>gatewaySilent</c>.</param>
/// <param name="Severity">How soon somebody should look: <c>minor</c>, <c>major</c> or <c>critical</c>.</param>
/// <param name="About">What they are about: <c>installation</c>, <c>projection</c>, <c>gateway</c>, <c>zone</c> or <c>point</c>.</param>
/// <param name="Zone">The zone, of zones and points.</param>
/// <param name="Subject">The id of the gateway, the zone, the point in its zone or the projection.</param>
internal readonly record struct AlarmQuery(
    [FromQuery(Name = "state")] string? State, [FromQuery(Name = "kind")] string? Kind, [FromQuery(Name = "severity")] string? Severity, [FromQuery(Name = "about")] string? About,
    [FromQuery(Name = "zone")] string? Zone, [FromQuery(Name = "subject")] string? Subject)
{
    /// <summary>The filter; adds a fault for each thing that is wrong.</summary>
    public AlarmFilter Read(ICollection<Fault> faults)
    {
        foreach (var (name, id) in ((string, string?)[])[("zone", Zone), ("subject", Subject)])
        {
            if (id is not null && AlarmSubject.FaultOf(id) is { } fault) faults.Add(new Fault(name, id, $"it {fault}: give an id as it stands in an alarm"));
        }

        return new AlarmFilter(Word<AlarmState>("state", State, faults), Word<AlarmKind>("kind", Kind, faults), Word<AlarmSeverity>("severity", Severity, faults), Word<AlarmSubjectKind>("about", About, faults), Zone, Subject);
    }

    // Words as they stand in answers; the framework would take numbers too.
    private static T? Word<T>(string field, string? text, ICollection<Fault> faults)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text)) return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(WordOf(value), text, StringComparison.Ordinal)) return value;
        }

        faults.Add(new Fault(field, text, $"give one of {string.Join(", ", Enum.GetValues<T>().Select(WordOf))}"));
        return null;
    }

    private static string WordOf<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
