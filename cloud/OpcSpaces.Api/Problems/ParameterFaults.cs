using System.Reflection;
using Microsoft.AspNetCore.Http;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Settings;

namespace OpcSpaces.Api.Problems;

/// <summary>
/// Answers parameters of the query that the route does not have, that are there twice, or that cannot be read, with a problem that names each. The framework ignores
/// the first (a misspelt filter would give everything), joins the second, and answers the third with 400 and nothing else; it calls the filters before the handler.
/// </summary>
internal sealed class ParameterFaults : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var isUnread = http.Response.StatusCode == StatusCodes.Status400BadRequest;
        if (!isUnread && http.Request.Query.Count == 0) return next(context);
        var declared = DeclaredParameters.Of(http.GetEndpoint()!);
        List<Fault> faults = [.. Names(http.Request.Query, declared), .. isUnread ? declared.Parameters.Select(parameter => FaultOf(parameter, http.Request)).OfType<Fault>() : []];
        return isUnread || faults.Count > 0 ? ValueTask.FromResult<object?>(Problem.Wrong(faults)) : next(context);
    }

    private static IEnumerable<Fault> Names(IQueryCollection query, DeclaredParameters declared)
    {
        foreach (var (name, values) in query)
        {
            if (!declared.QueryNames.Contains(name)) yield return new Fault(name, values, $"there is no such parameter: {Meant(name, declared)}");
            else if (values.Count > 1) yield return new Fault(name, values, "give it once");
        }
    }

    private static string Meant(string name, DeclaredParameters declared) =>
        declared.QueryNames.Count == 0 ? "this address has none"
        : $"{(SimilarName.Find(name, declared.QueryNames) is { } close ? $"did you mean {close}? " : "")}use {string.Join(", ", declared.QueryNames)}";

    private static Fault? FaultOf(DeclaredParameter parameter, HttpRequest request)
    {
        var (name, type) = (parameter.Name, parameter.Type);
        var given = request.Query[name];
        if (!parameter.IsRouted && given.Count > 1) return null; // named above
        var text = parameter.IsRouted ? request.RouteValues[name]?.ToString() : given.LastOrDefault();
        return text is null && !parameter.IsOptional ? new Fault(name, null, $"give {Wanted(type)}")
            : text is { Length: > 0 } && !CanRead(type, text) ? new Fault(name, text, $"write {Wanted(type)}")
            : null;
    }

    private static string Wanted(Type type) =>
        type == typeof(DateOnly) ? "a date as year-month-day, such as 2026-03-02"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) || type == typeof(decimal) ? "a number with a decimal point"
        : type == typeof(bool) ? "true or false"
        : type == typeof(DateTimeOffset) ? "a time in ISO 8601, such as 2026-03-02T08:00:00Z"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : "a text";

    // As the framework looks for it.
    private static bool CanRead(Type type, string text)
    {
        if (type.IsEnum) return Enum.TryParse(type, text, ignoreCase: true, out _);
        MethodInfo? Method(params Type[] types) => type.GetMethod("TryParse", BindingFlags.Public | BindingFlags.Static, types);
        if (Method(typeof(string), typeof(IFormatProvider), type.MakeByRefType()) is { } withCulture)
            return (bool)withCulture.Invoke(null, [text, System.Globalization.CultureInfo.InvariantCulture, null])!;
        return Method(typeof(string), type.MakeByRefType()) is not { } plain || (bool)plain.Invoke(null, [text, null])!;
    }
}
