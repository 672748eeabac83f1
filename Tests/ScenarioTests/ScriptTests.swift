import Foundation
import Testing

@testable import hcctl_scenario

/// What is wrong with a script is said with its file, its line and what is allowed.
@Suite struct ScriptTests {
    private static let manifests = "manifests Manifests/three-hosts.yaml\n"
    private static let folder = ScenarioTests.folder

    private static func error(_ text: String) -> String {
        do {
            let script = try Script(text, file: "a.txt")
            return Interpreter(script, folder: folder).run().error.map { "\($0)" } ?? ""
        } catch {
            return "\(error)"
        }
    }

    @Test(
        arguments: [
            ("power of host1\n", "a.txt:1: unknown: “power of host1”; a script may say:"),
            ("# so\n\ndiff -o yaml\n", "a.txt:3: the only option here is -o text or -o json"),
            ("apply --force\n", "a.txt:1: apply takes no “--force” so"),
            ("hosts --seed x\n", "a.txt:1: hosts takes no “--seed” so"),
            ("wait long\n", "a.txt:1: “long” is no duration; write 200ms, 3s, 1.5s, 10m or 1h"),
            ("expect happiness\n", "a.txt:1: expect one of: converged, different, held"),
            ("after: diff\n", "a.txt:1: “diff” is no duration"),
            ("after 3s: diff\n", "a.txt:1: only apply, kill hcctl and external actions can be done beside"),
            ("edit manifests erase x\n", "a.txt:1: an edit is one of: delete TEXT, replace TEXT by TEXT, append LINE"),
            ("show everything\n", "a.txt:1: show one of: show file PATH of HOST, show volume VOLUME"),
            ("edit manifests append \"x\n", "a.txt:1: a quote is not closed"),
            ("manifests <<END\nkind: Host\n", "a.txt:1: no line below says “END”, which ends the manifests"),
        ]
    )
    func whatIsNotUnderstoodIsRefused(_ text: String, _ words: String) {
        #expect(Self.error(text).hasPrefix(words), "\(Self.error(text).prefix(200))")
    }

    /// An unknown statement is answered with everything that could have been meant.
    @Test func whatIsAllowedIsSaid() {
        let words = Self.error("nonsense\n")
        for usage in ["diff [-o json]", "power off HOST", "edit FILE of HOST append LINE", "when STEP starts"] {
            #expect(words.contains("\n  \(usage)"))
        }
    }

    @Test(
        arguments: [
            ("diff\n", "a.txt:1: this needs valid manifests first"),
            ("manifests nowhere\ndiff\n", "a.txt:1: there are no manifests nowhere"),
            (manifests + "power off host9\ndiff\n", "a.txt:2: there is no host host9"),
            (
                manifests + "stop volume engine\ndiff\n",
                "a.txt:2: this cannot be done as things are: stop volume engine"
            ),
            (manifests + "hosts\nhosts\ndiff\n", "a.txt:3: there are hosts already"),
            (manifests + "edit manifests delete nothing-like-it\ndiff\n", "a.txt:2: this edit changes nothing"),
            (manifests + "show volume data\ndiff\n", "a.txt:2: there is no volume data"),
            (manifests + "show file /etc/motd of host1\ndiff\n", "a.txt:2: host1 has no file /etc/motd"),
            (manifests + "kill hcctl\ndiff\n", "a.txt:2: no hcctl runs"),
            (manifests + "diff\nexpect converged\ndiff\n", "a.txt:3: expected converged, ended different"),
            (manifests + "after 1h: power off host1\ndiff\n", "a.txt:3: it ended before line 2 came to anything"),
            (manifests + "after 10ms: stop volume x\ndiff\n", "a.txt:3: line 2: this cannot be done as things are"),
        ]
    )
    func whatCannotBeDoneIsSaid(_ text: String, _ words: String) {
        #expect(Self.error(text).hasPrefix(words), "\(Self.error(text).prefix(200))")
    }

    // MARK: - The end

    private static let end = "a script ends with a diff that ends converged, or with a diff, a comment"

    @Test func aScriptEndsWithADiff() {
        #expect(Self.error("").hasPrefix("a.txt:1: a script says something"))
        #expect(Self.error(Self.manifests + "apply --yes\n").hasPrefix("a.txt:2: \(Self.end)"))
        #expect(Self.error(Self.manifests + "diff\nexpect different\n").hasPrefix("a.txt:3: \(Self.end)"))
    }

    @Test func theLastDiffEndsConverged() {
        #expect(Self.error(Self.manifests + "diff\n") == "a.txt:2: the last diff ended different")
        #expect(Self.error(Self.manifests + "hosts --converged\ndiff\n") == "")
    }

    @Test func whatIsLeftIsExplained() {
        let held = Self.manifests + "hosts --converged\nmask service glusterd on host1\ndiff\n"
        #expect(Self.error(held + "expect held\n").hasPrefix("a.txt:5: \(Self.end)"))
        #expect(Self.error(held + "# Only a person unmasks it.\nexpect held\n") == "")
    }

    // MARK: - Words

    @Test func wordsAreSplitAtSpaces() throws {
        #expect(try words(of: "after 3s: power off  host1") == ["after", "3s", "power", "off", "host1"])
        #expect(try words(of: #"append "a: b\nc" 'd\n"e"'"#) == ["append", "a: b\nc", #"d\n"e""#])
    }

    @Test func durationsAreRead() throws {
        let read = try ["200ms", "3s", "1.5s", "10m", "1h"].map { try duration($0) }
        #expect(read == [.milliseconds(200), .seconds(3), .milliseconds(1_500), .seconds(600), .seconds(3_600)])
    }

    @Test func inlineManifestsEndAtTheirWord() throws {
        let text = "manifests <<END\nkind: Host\nEND\ndiff\n"
        let script = try Script(text, file: "a.txt")
        #expect(script.lines.count == 4)
        guard case .inlineManifests("kind: Host\n")? = script.lines[0].statement else {
            Issue.record("the manifests are not read")
            return
        }
    }
}
