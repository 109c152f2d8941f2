using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Problems;

namespace OpcSpaces.Api.Conditions;

/// <summary>Reads the JSON of a request; what cannot be read is a fault with its place.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The body; null when there is a fault.</summary>
    public static async Task<JsonElement?> ReadAsync(HttpContext http, ICollection<Fault> faults)
    {
        if (BodyLimit.BeginJson(http) is { } wrong)
        {
            faults.Add(wrong);
            return null;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, Strict, http.RequestAborted);
            ReadNames(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            faults.Add(new Fault("body", null, $"send valid JSON: {e.Message}"));
            return null;
        }
        catch (InvalidOperationException)
        {
            faults.Add(new Fault("body", null, "leave out the member whose name has half of a surrogate pair: it is no text"));
            return null;
        }
    }

    // JSON can escape half of a surrogate pair. What reads members by their names would fail much later.
    private static void ReadNames(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray()) ReadNames(item);
        }

        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (var member in json.EnumerateObject())
        {
            _ = member.Name;
            ReadNames(member.Value);
        }
    }
}
