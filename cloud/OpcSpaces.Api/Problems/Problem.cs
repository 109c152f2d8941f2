using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Points;

namespace OpcSpaces.Api.Problems;

/// <summary>The API's answers to what went wrong: problem details (RFC 9457) with a member <c>faults</c> that names fields, values and fixes.</summary>
public static class Problem
{
    private const int LongestValue = 80;
    private const int MostFaults = 100;

    /// <summary>400: something in the request is wrong; every fault is in the answer.</summary>
    public static ProblemHttpResult Wrong(params IReadOnlyList<Fault> faults) => Of(
        StatusCodes.Status400BadRequest, "The request has a fault", faults.Count == 1 ? $"{faults[0].Field}: {faults[0].Fix}" : $"There are {faults.Count} faults.", faults);

    /// <summary>401: nobody is signed in.</summary>
    public static ProblemHttpResult SignIn() => Of(StatusCodes.Status401Unauthorized, "Sign in", "Sign in, or send a key: Authorization: Bearer KEY.");

    /// <summary>401: a sign-in failed. It does not say why, because that would tell strangers which names exist.</summary>
    public static ProblemHttpResult SignInFailed() => Of(StatusCodes.Status401Unauthorized, "Not signed in", "Name or password is wrong, or the account is locked for some minutes after too many wrong passwords.");

    /// <summary>403: the caller sees the place and lacks the right.</summary>
    public static ProblemHttpResult Forbidden() => Of(StatusCodes.Status403Forbidden, "Not allowed", "Your roles do not include this. A facility manager or the administrator can grant it.");

    /// <summary>403: what is asked for is not, or not wholly, the caller's own.</summary>
    public static ProblemHttpResult NotYours(string detail) => Of(StatusCodes.Status403Forbidden, "Not yours", detail);

    /// <summary>403: the figures are about so few people that they would tell when a person was there.</summary>
    public static ProblemHttpResult Withheld() => Of(
        StatusCodes.Status403Forbidden, "Withheld",
        $"These figures are about fewer than {SmallGroups.LeastPeople} people, desks or rooms, or the difference to others would be. Ask about a larger part of the community, or about other dates.");

    /// <summary>403: the community gives no figures of single desks to anybody.</summary>
    public static ProblemHttpResult DesksAreOff() => Of(
        StatusCodes.Status403Forbidden, "Figures of desks are off",
        "The community has switched figures of single desks off, for everybody. Figures of zones remain.");

    /// <summary>404: it does not exist, or the caller must not know that it does.</summary>
    public static ProblemHttpResult NotFound(string? what = null) => Of(StatusCodes.Status404NotFound, "Not found", what ?? "It does not exist, or you may not see it.");

    /// <summary>409: it was changed in the meantime, or contradicts what is there.</summary>
    public static ProblemHttpResult Conflict(string detail, params IReadOnlyList<Fault> faults) => Of(StatusCodes.Status409Conflict, "Conflict", detail, faults);

    /// <summary>412: the version in If-Match is not the present one.</summary>
    public static ProblemHttpResult Changed(string detail) => Of(StatusCodes.Status412PreconditionFailed, "Changed in the meantime", detail);

    /// <summary>422: it can be read, and a rule forbids it; every fault is in the answer.</summary>
    public static ProblemHttpResult Refused(string detail, params IReadOnlyList<Fault> faults) => Of(StatusCodes.Status422UnprocessableEntity, "A rule forbids it", detail, faults);

    /// <summary>413: the body is longer than the route takes.</summary>
    public static ProblemHttpResult TooLarge(long mostBytes) => Of(StatusCodes.Status413PayloadTooLarge, "Too large", $"Send {mostBytes / 1024} KiB at most.");

    /// <summary>428: a writer has to say what it saw.</summary>
    public static ProblemHttpResult ConditionMissing(bool exists) => Of(
        StatusCodes.Status428PreconditionRequired, "Say what you saw",
        exists ? "Send If-Match with the ETag that you read, so that nobody's change is overwritten." : "Send If-None-Match: * to add something new.");

    /// <summary>429: the caller, or its network address, has asked too often.</summary>
    public static ProblemHttpResult TooMany(int seconds) => Of(StatusCodes.Status429TooManyRequests, "Too many requests", $"Ask again in {seconds} s, and less often.");

    /// <summary>503: a store is away; the same request may succeed later.</summary>
    public static ProblemHttpResult Away(string detail) => Of(StatusCodes.Status503ServiceUnavailable, "Not available now", detail);

    private static ProblemHttpResult Of(int status, string title, string detail, params IReadOnlyList<Fault> faults)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail };
        // The first ones: a long body may have one in each of its members.
        if (faults.Count > 0) problem.Extensions["faults"] = faults.Take(MostFaults).Select(fault => fault with { Value = fault.Value is { Length: > LongestValue } value ? value.CutTo(LongestValue) : fault.Value });
        return TypedResults.Problem(problem);
    }
}
