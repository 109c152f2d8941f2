using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OpcSpaces.Api.Problems;

namespace OpcSpaces.Api.Conditions;

/// <summary>
/// The registry's version as the ETag of everything that is read from it (RFC 9110 §8.8.3). A reader that has the present version gets 304; a writer says with
/// If-Match which version it saw, and with <c>If-None-Match: *</c> that it adds something new.
/// </summary>
internal static class ETags
{
    /// <summary>200 with the value and its ETag, or 304 when the caller has it already.</summary>
    public static IResult Ok<T>(HttpContext http, long version, T value)
    {
        var tag = TagOf(version);
        http.Response.Headers.ETag = tag;
        // What a caller may see depends on who it is, so nothing in between keeps it.
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.Headers.IfNoneMatch.Any(seen => seen is not null && seen.Split(',').Any(one => one.Trim() == tag))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(value);
    }

    /// <summary>Reads what a writer says about what it saw.</summary>
    /// <param name="http">The request.</param>
    /// <param name="exists">Whether there is something now.</param>
    /// <param name="basedOn">The version that the writer saw; null for something new.</param>
    /// <param name="refusal">The answer when the condition is missing, wrong, or not met.</param>
    public static bool TryReadCondition(HttpContext http, bool exists, out long? basedOn, [NotNullWhen(false)] out ProblemHttpResult? refusal)
    {
        (basedOn, refusal) = (null, null);
        var (match, none) = (http.Request.Headers.IfMatch.ToString(), http.Request.Headers.IfNoneMatch.ToString());
        if (match.Length == 0 && none.Length == 0)
            refusal = Problem.ConditionMissing(exists);
        else if (none.Length > 0 && (none != "*" || match.Length > 0))
            refusal = Problem.Wrong(new Fault("If-None-Match", none, "send If-None-Match: * to add something, or If-Match: \"VERSION\" to change it"));
        else if (none == "*" && exists)
            refusal = Problem.Changed("It exists already. To replace it, send If-Match with the ETag that you read.");
        else if (match.Length > 0 && !TryRead(match, out basedOn))
            refusal = Problem.Wrong(new Fault("If-Match", match, "send the ETag that you read, such as \"41\""));
        else if (match.Length > 0 && !exists)
            refusal = Problem.Changed("It does not exist any more. To add it, send If-None-Match: *.");
        return refusal is null;
    }

    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static bool TryRead(string text, out long? version)
    {
        version = null;
        if (text.Length < 3 || text[0] != '"' || text[^1] != '"' || !long.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        version = number;
        return true;
    }
}
