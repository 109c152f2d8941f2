using System.Net;
using System.Text.RegularExpressions;

namespace OpcSpaces.EndToEnd.Tests.Histories.Served;

/// <summary>What a cloud answers to each role about its own community and about the other one.</summary>
internal sealed partial class ServedAnswers
{
    private readonly Dictionary<(string Role, string Question), (HttpStatusCode Status, string Text)> _own = [];

    private ServedAnswers()
    {
    }

    /// <summary>The own answers, without the time at which the records were read. Equal data gives equal answers.</summary>
    public IReadOnlyDictionary<(string Role, string Question), (HttpStatusCode Status, string Text)> Own => _own;

    /// <summary>Asks everything as everybody, and holds that each role gets what it may, and nothing of another community.</summary>
    /// <param name="roles">Of the own community.</param>
    /// <param name="own">It.</param>
    /// <param name="other">Another one with equal ids.</param>
    /// <param name="questions">Below <c>/api/v1/communities/ID/</c>, with the roles that may ask.</param>
    public static async Task<ServedAnswers> AskAsync(SignedInRoles roles, SimulatedHub own, SimulatedHub other, IReadOnlyDictionary<string, string> questions)
    {
        var answers = new ServedAnswers();
        var faults = new List<string>();
        foreach (var (question, allowed) in questions)
        {
            foreach (var role in roles.Names)
            {
                var (status, text) = await AskAsync(roles[role], own.Id, question);
                answers._own[(role, question)] = (status, text);
                var may = allowed.Split(' ').Contains(role);
                // Who does not see the community at all, or has not signed in, is told other things than who lacks a right.
                var expected = may ? HttpStatusCode.OK : role == "nobody" ? HttpStatusCode.Unauthorized : role == "display" ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden;
                if (status != expected) faults.Add($"{question} as {role}: {(int)expected} is right, and it was {(int)status}: {text[..Math.Min(300, text.Length)]}");
                if (text.Contains(other.Id, StringComparison.Ordinal) || text.Contains(other.Name, StringComparison.Ordinal)) faults.Add($"{question} as {role} names the other community");
                if (role == "city") continue; // it sees all
                var foreign = await AskAsync(roles[role], other.Id, question);
                var missing = await AskAsync(roles[role], "hub-x", question);
                if (foreign.Status != (role == "nobody" ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound)) faults.Add($"{question} of the other community as {role}: {(int)foreign.Status}");
                if (foreign.Text.Replace(other.Id, "hub-x", StringComparison.Ordinal) != missing.Text || foreign.Status != missing.Status) faults.Add($"{question} of the other community as {role} is not answered like that of none: {foreign.Text[..Math.Min(300, foreign.Text.Length)]}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        return answers;
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient client, string community, string question)
    {
        using var answer = await client.GetAsync($"api/v1/communities/{community}/{question}");
        return (answer.StatusCode, AsOf().Replace(await answer.Content.ReadAsStringAsync(), ""));
    }

    [GeneratedRegex("\"asOf\":\"[^\"]*\",?|\"traceId\":\"[^\"]*\",?")]
    private static partial Regex AsOf();
}
