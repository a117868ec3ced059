using System.Reflection;

namespace ControlSim.Scenarios;

/// <summary>Parameters by the names of their records, for what is drawn or varied; never within a tick.</summary>
public static class ParameterValues
{
    /// <summary>
    /// Keeps what the runtime knows of the records. It lets go of a type's properties at a collection if nobody holds one, and of the code that it has
    /// made to read and set them, which every next run then made anew: up to 2 % of sixteen runs at a time.
    /// </summary>
    private static readonly PropertyInfo[][] Records =
        [typeof(Parameters).GetProperties(), .. typeof(Parameters).GetProperties().Select(record => record.PropertyType.GetProperties())];

    /// <summary>Value of a parameter.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="process">Name of the process.</param>
    /// <param name="parameter">Name of the parameter.</param>
    /// <exception cref="ArgumentException">There is none of these names.</exception>
    public static double Of(Parameters parameters, string process, string parameter)
    {
        (PropertyInfo record, PropertyInfo value) = Find(process, parameter);
        return Convert.ToDouble(value.GetValue(record.GetValue(parameters)), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The same parameters with another value of one.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="process">Name of the process.</param>
    /// <param name="parameter">Name of the parameter.</param>
    /// <param name="number">The value, in the parameter's unit; for whole numbers a whole one.</param>
    /// <exception cref="ArgumentException">There is none of these names.</exception>
    public static Parameters With(Parameters parameters, string process, string parameter, double number) =>
        With(parameters, [(process, parameter, number)]);

    /// <summary>The same parameters with other values of some, each record copied once.</summary>
    internal static Parameters With(Parameters parameters, ReadOnlySpan<(string Process, string Parameter, double Number)> values)
    {
        object result = Copy(parameters);
        var copies = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach ((string process, string parameter, double number) in values)
        {
            (PropertyInfo record, PropertyInfo value) = Find(process, parameter);
            if (!copies.TryGetValue(process, out object? changed))
            {
                copies.Add(process, changed = Copy(record.GetValue(parameters)!));
                record.SetValue(result, changed);
            }

            value.SetValue(changed, value.PropertyType == typeof(int) ? (int)number : (object)number);
        }

        return (Parameters)result;
    }

    /// <summary>Range and unit of a parameter.</summary>
    /// <param name="process">Name of the process.</param>
    /// <param name="parameter">Name of the parameter.</param>
    /// <exception cref="ArgumentException">There is none of these names.</exception>
    public static ParameterAttribute About(string process, string parameter) =>
        Find(process, parameter).Value.GetCustomAttribute<ParameterAttribute>()!;

    /// <summary>Is the parameter a whole number?</summary>
    /// <param name="process">Name of the process.</param>
    /// <param name="parameter">Name of the parameter.</param>
    /// <exception cref="ArgumentException">There is none of these names.</exception>
    public static bool IsWhole(string process, string parameter) => Find(process, parameter).Value.PropertyType == typeof(int);

    private static (PropertyInfo Record, PropertyInfo Value) Find(string process, string parameter)
    {
        PropertyInfo? record = Array.Find(Records[0], r => r.Name == process);
        PropertyInfo? value = record?.PropertyType.GetProperty(parameter);
        return value?.GetCustomAttribute<ParameterAttribute>() is null
            ? throw new ArgumentException($"There is no parameter {process}.{parameter}.", nameof(parameter))
            : (record!, value);
    }

    private static object Copy(object record)
    {
        object copy = Activator.CreateInstance(record.GetType())!;
        foreach (PropertyInfo property in record.GetType().GetProperties().Where(p => p.CanWrite))
        {
            property.SetValue(copy, property.GetValue(record));
        }

        return copy;
    }
}
