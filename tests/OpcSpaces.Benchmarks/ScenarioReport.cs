using System.Globalization;
using System.Text.Json;

namespace OpcSpaces.Benchmarks;

/// <summary>The output of a run: a table, and as the last line one JSON object.</summary>
internal sealed record ScenarioReport(string Scenario, MachineDescription Machine, IReadOnlyDictionary<string, double> Figures)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public void Print(TextWriter to, bool json)
    {
        to.WriteLine($"{Scenario}: {Machine}");
        foreach (var (name, value) in Figures)
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-40} {value:#,##0.###}"));
        if (json)
            to.WriteLine(JsonSerializer.Serialize(this, Json));
    }
}
