import Foundation
import SimulatedWorld

/// Runs a script from its first line to its last; everything happens in virtual time and in one order only.
struct Interpreter: Sendable {
    private let script: Script
    private let folder: URL

    /// Paths of manifests count from `folder`.
    init(_ script: Script, folder: URL) {
        self.script = script
        self.folder = folder
    }

    /// Everything that the script prints, and what was wrong with it.
    func run() -> (text: String, error: ScenarioError?) {
        do throws(ScenarioError) {
            try script.checkEnd()
        } catch {
            return ("", error)
        }
        let simulator = Simulator()
        let transcript = Transcript()
        let ended: ScenarioError?? = simulator.run {
            var scriptRun = ScriptRun(script, folder: folder, transcript, simulator)
            return await scriptRun.run()
        }
        let deadlock = ScenarioError(
            file: script.file, line: 1, words: "everything waits for something that never comes")
        return (transcript.text, ended ?? deadlock)
    }
}
