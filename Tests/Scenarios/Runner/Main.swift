import Foundation

/// `hcctl-scenario SCRIPT`: runs a script against simulated hosts and prints everything that comes of it.
@main
enum Main {
    static func main() {
        guard CommandLine.arguments.count == 2 else {
            say("usage: hcctl-scenario SCRIPT", to: .standardError)
            exit(64)
        }
        let path = URL(filePath: CommandLine.arguments[1])
        do {
            let text = try String(contentsOf: path, encoding: .utf8)
            let script = try Script(text, file: path.lastPathComponent)
            let folder = path.deletingLastPathComponent().deletingLastPathComponent()
            let (transcript, error) = Interpreter(script, folder: folder).run()
            FileHandle.standardOutput.write(Data(transcript.utf8))
            if let error { throw error }
        } catch {
            say("\(error)", to: .standardError)
            exit(1)
        }
    }

    private static func say(_ words: String, to handle: FileHandle) { handle.write(Data((words + "\n").utf8)) }
}
