using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Rows;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Access;
using OpcSpaces.Points;

namespace OpcSpaces.Access.Credentials;

/// <summary>Grants as they are stored and as people write them.</summary>
internal static class AccountGrants
{
    /// <summary>So many can be given at once.</summary>
    public const int Most = 50;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The grants of an account. A text that this version does not know gives nothing.</summary>
    public static IReadOnlyList<Grant> Of(AccessContext context, string account) =>
        [.. context.Grants.AsNoTracking().Where(row => row.AccountId == account).Select(row => row.Grant).AsEnumerable().Order(StringComparer.Ordinal).Select(Parse).OfType<Grant>()];

    /// <summary>Grants that are stored in one text. One that cannot be read gives nothing.</summary>
    public static IReadOnlyList<Grant> Split(string text)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<string?[]>(text) ?? []).Select(one => Parse(one ?? "")).OfType<Grant>()];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>One text that <see cref="Split"/> reads. As JSON, because ids may have spaces: <c>tenant:hub/t1 administrator</c> is one grant.</summary>
    public static string Join(IEnumerable<Grant> grants) => JsonSerializer.Serialize(grants.Select(grant => grant.ToString()), Plain);

    /// <summary>Grants for people, in the log. One that could be read as several is in quotation marks.</summary>
    public static string Say(IEnumerable<Grant> grants) =>
        string.Join(", ", grants.Select(grant => grant.ToString()).Select(text => text.AsSpan().ContainsAny(" ,\"→") ? JsonSerializer.Serialize(text, Plain) : text));

    /// <summary>Reads grants that somebody wrote.</summary>
    /// <param name="texts">Each a role in a place.</param>
    /// <param name="existing">Knows what exists.</param>
    /// <param name="grants">Those that could be read, each once.</param>
    /// <returns>A fault for each of the others, or one for too many.</returns>
    public static IReadOnlyList<Fault> Read(IReadOnlyList<string?> texts, IExistingPlaces existing, out IReadOnlyList<Grant> grants)
    {
        grants = [];
        // Before any is looked at: each wrong one costs a fault.
        if (texts.Count > Most) return [new Fault("grants", $"{texts.Count} grants", $"give {Most} at most")];
        var (read, faults) = (new List<Grant>(), new List<Fault>());
        foreach (var (index, text) in texts.Index())
        {
            if (!Grant.TryParse(text ?? "", out var grant, out var fix)) faults.Add(new Fault($"grants[{index}]", text, fix));
            else if (grant.Role == Role.Display) faults.Add(new Fault($"grants[{index}]", text, "displays have credentials of their own: make one under /api/v1/communities/COMMUNITY/displays"));
            else if (FaultOf(grant) is { } odd && !existing.Has(grant)) faults.Add(new Fault($"grants[{index}]", text, $"an id in it {odd}, and nothing has that id: write another one"));
            else if (!read.Contains(grant)) read.Add(grant);
        }

        grants = read;
        return faults;
    }

    private static string? FaultOf(Grant grant) => ((string[])[grant.Place, grant.Part]).Where(id => id.Length > 0).Select(EntityId.FaultOfNew).FirstOrDefault(fault => fault is not null);

    private static Grant? Parse(string text) => Grant.TryParse(text, out var grant, out _) ? grant : null;
}
