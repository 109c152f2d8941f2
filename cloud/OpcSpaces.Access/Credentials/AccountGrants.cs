using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Rows;
using OpcSpaces.Api.Problems;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Credentials;

/// <summary>Grants as they are stored and as people write them.</summary>
internal static class AccountGrants
{
    /// <summary>The grants of an account. A text that this version does not know gives nothing.</summary>
    public static IReadOnlyList<Grant> Of(AccessContext context, string account) =>
        [.. context.Grants.AsNoTracking().Where(row => row.AccountId == account).Select(row => row.Grant).AsEnumerable().Order(StringComparer.Ordinal).Select(Parse).OfType<Grant>()];

    /// <summary>Grants that are stored in one text.</summary>
    public static IReadOnlyList<Grant> Split(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<Grant>()];

    public static string Join(IEnumerable<Grant> grants) => string.Join(' ', grants.Select(grant => grant.ToString()));

    /// <summary>Reads grants that somebody wrote.</summary>
    /// <param name="texts">Each a role in a place.</param>
    /// <param name="grants">Those that could be read, each once.</param>
    /// <returns>A fault for each of the others.</returns>
    public static IReadOnlyList<Fault> Read(IEnumerable<string?> texts, out IReadOnlyList<Grant> grants)
    {
        var (read, faults) = (new List<Grant>(), new List<Fault>());
        foreach (var (index, text) in texts.Index())
        {
            if (!Grant.TryParse(text ?? "", out var grant, out var fix)) faults.Add(new Fault($"grants[{index}]", text, fix));
            else if (grant.Role == Role.Display) faults.Add(new Fault($"grants[{index}]", text, "displays have credentials of their own: make one under /api/v1/communities/COMMUNITY/displays"));
            else if (!read.Contains(grant)) read.Add(grant);
        }

        grants = read;
        return faults;
    }

    private static Grant? Parse(string text) => Grant.TryParse(text, out var grant, out _) ? grant : null;
}
