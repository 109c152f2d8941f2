using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;

namespace OpcSpaces.Api.Conditions;

/// <summary>
/// The registry's version, and who asked, as the ETag of everything that is read from it (RFC 9110 §8.8.3): <c>"41-3fa1…"</c>. A reader that has the present version gets 304,
/// but never for what somebody else has read on the same browser. A writer says with If-Match which version it saw, and with <c>If-None-Match: *</c> that it adds
/// something new.
/// </summary>
public static class ETags
{
    /// <summary>200 with the value and its ETag, or 304 when the caller has it already.</summary>
    public static IResult Ok<T>(HttpContext http, long version, T value)
    {
        var tag = TagOf(http, version);
        http.Response.Headers.ETag = tag;
        // What a caller may see depends on who it is, so nothing in between keeps it.
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.Headers.IfNoneMatch.Any(seen => seen is not null && seen.Split(',').Any(one => one.Trim() == tag))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(value);
    }

    /// <summary>Reads what a writer says about what it saw.</summary>
    /// <param name="http">The request.</param>
    /// <param name="version">The present version.</param>
    /// <param name="exists">Whether there is something now.</param>
    /// <param name="basedOn">The version that the writer saw.</param>
    /// <param name="refusal">The answer when the condition is missing, wrong, or not met.</param>
    public static bool TryReadCondition(HttpContext http, long version, bool exists, out long? basedOn, [NotNullWhen(false)] out ProblemHttpResult? refusal)
    {
        (basedOn, refusal) = (null, null);
        var (match, none) = (http.Request.Headers.IfMatch.ToString(), http.Request.Headers.IfNoneMatch.ToString());
        if (match.Length == 0 && none.Length == 0)
            refusal = Problem.ConditionMissing(exists);
        else if (none.Length > 0 && (none != "*" || match.Length > 0))
            refusal = Problem.Wrong(new Fault("If-None-Match", none, "send If-None-Match: * to add something, or If-Match: \"VERSION\" to change it"));
        else if (none == "*" && exists)
            refusal = Problem.Changed("It exists already. To replace it, send If-Match with the ETag that you read.");
        else if (match.Length > 0 && (!TryRead(match, out basedOn) || basedOn > version))
            refusal = Problem.Wrong(new Fault("If-Match", match, "send the ETag that you read"));
        else if (match.Length > 0 && !exists)
            refusal = Problem.Changed("It does not exist any more. To add it, send If-None-Match: *.");
        // Something new is new after this version: of two that add the same at once, the second learns of the first.
        basedOn ??= version;
        return refusal is null;
    }

    /// <summary>The tag of a version for the caller of the request.</summary>
    public static string TagOf(HttpContext http, long version)
    {
        var caller = http.Caller();
        var who = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', caller.Grants.Select(grant => grant.ToString()).Order(StringComparer.Ordinal).Prepend(caller.Id))));
        return string.Create(CultureInfo.InvariantCulture, $"\"{version}-{Convert.ToHexStringLower(who.AsSpan(0, 8))}\"");
    }

    private static bool TryRead(string text, out long? version)
    {
        version = null;
        if (text.Length < 3 || text[0] != '"' || text[^1] != '"') return false;
        var end = text.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash ? dash : text.Length - 1;
        if (!long.TryParse(text.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        version = number;
        return true;
    }
}
