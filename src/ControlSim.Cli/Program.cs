using System.Text;
using ControlSim.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = StopSignal.OfProcess();
return Application.Invoke(args, Terminal.OfProcess(), stop);
