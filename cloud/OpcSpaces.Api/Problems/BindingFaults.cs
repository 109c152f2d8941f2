using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace OpcSpaces.Api.Problems;

/// <summary>Answers a parameter that cannot be read with a problem that names it. The framework says 400 and nothing else, and calls the filters before the handler.</summary>
internal sealed class BindingFaults : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return http.Response.StatusCode == StatusCodes.Status400BadRequest ? ValueTask.FromResult<object?>(Problem.Wrong([.. Faults(http)])) : next(context);
    }

    private static IEnumerable<Fault> Faults(HttpContext http)
    {
        foreach (var parameter in http.GetEndpoint()!.Metadata.GetOrderedMetadata<IParameterBindingMetadata>())
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;
            var text = http.Request.RouteValues.TryGetValue(parameter.Name, out var routed) ? routed?.ToString() : http.Request.Query[parameter.Name].LastOrDefault();
            if (text is null && !parameter.IsOptional && (parameter.HasTryParse || type == typeof(string))) yield return new Fault(parameter.Name, null, $"give {Wanted(type)}");
            else if (text is { Length: > 0 } && parameter.HasTryParse && !CanRead(type, text)) yield return new Fault(parameter.Name, text, $"write {Wanted(type)}");
        }
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
